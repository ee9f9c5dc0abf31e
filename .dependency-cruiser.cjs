/** Who may import whom: the table of docs/architecture.md. Arrows only ever point down it. What the page loads is held by .dependency-cruiser.page.cjs. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { path: from }, to });
const outside = (...allowed) => ({ path: `^(?!(${allowed.join('|')}))` });
const core = { dependencyTypesNot: ['core'] };
const ofWorkers = [
  'workers/',
  'graph/',
  'ml/',
  'nodes/index\\.ts$',
  'nodes/.*/node\\.ts$',
  // Papa Parse writes and reads the CSV of tables, fflate packs the files of a model, hash-wasm hashes files as they come, OpenChemLib lays out molecules,
  // glTF Transform writes GLB, @tonejs/midi writes MIDI, gifenc GIF, and mp4box MP4.
  'node_modules/(@tensorflow|comlink|papaparse|fflate|hash-wasm|openchemlib|@gltf-transform|@tonejs/midi|gifenc|mp4box)/',
];

module.exports = {
  forbidden: [
    forbid(
      'graph-is-pure',
      'graph/ imports Zod and the one hash, and nothing else',
      '^graph/',
      outside('graph/', 'node_modules/(zod|@noble/hashes)/'),
    ),
    forbid(
      'ml-knows-tensors-only',
      'ml/ imports TF.js core, ml-matrix for float64 decompositions, and itself',
      '^ml/',
      outside('ml/', 'node_modules/(@tensorflow/tfjs-core|ml-matrix)/'),
    ),
    forbid(
      'contracts-are-light',
      'A contract imports graph/ and what its family shares; its execution only through import()',
      '^nodes/.*/node\\.ts$',
      { ...outside('graph/', 'nodes/'), dependencyTypesNot: ['dynamic-import'] },
    ),
    forbid(
      'contracts-never-pull-in-executions',
      'A contract reaches its execution through import(), which only a worker calls',
      '^nodes/.*/node\\.ts$',
      { path: '^nodes/.*/run\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    ),
    forbid(
      'the-catalogue-lists-contracts',
      'nodes/index.ts imports contracts and graph/',
      '^nodes/index\\.ts$',
      outside('graph/', 'nodes/.*/node\\.ts$', 'nodes/[^/]+/index\\.ts$'),
    ),
    forbid(
      'nodes-know-no-runtime',
      'nodes/ imports graph/ and ml/ (and libraries for file formats), never who runs or shows it',
      '^nodes/',
      { path: '^(app|workers|prisma|cli)/|node_modules/(react|next|@prisma|comlink)/' },
    ),
    forbid(
      'workers-know-no-page',
      'workers/ imports graph/, contracts, ml/, TF.js, Comlink, Papa Parse; executions come through their contracts. Only what hosts it in Node knows Node',
      '^workers/(?!(node|backends/node|artifacts/disk-files|kernels/threads/(spawn|thread))\\.ts$)',
      outside(...ofWorkers),
    ),
    forbid(
      'hosts-in-node-know-node',
      'What hosts workers/ in Node imports what workers/ may, and Node itself',
      '^workers/(node|backends/node|artifacts/disk-files|kernels/threads/(spawn|thread))\\.ts$',
      { ...outside(...ofWorkers), ...core },
    ),
    forbid('prisma-knows-graph-only', 'prisma/ imports graph/ and Prisma', '^prisma/', {
      ...outside('prisma/', 'graph/', 'node_modules/(@prisma|\\.prisma)/'),
      ...core,
    }),
    forbid('page-costs-no-tensorflow', 'The page never imports ml/, TF.js or an execution, not even later', '^app/', {
      path: '^(ml|cli)/|node_modules/@tensorflow/|^nodes/.*/run\\.ts$',
    }),
    forbid(
      'pages-load-contracts-when-a-graph-has-them',
      'The page knows nodes by app/catalogue: an entry of each, and the contracts of those in use',
      '^app/(client|editor|home|open|panels|share|thumbnail|ui|viewers)/',
      { path: '^nodes/(index\\.ts$|entries\\.ts$|load-family\\.ts$|.*/node\\.ts$)' },
    ),
    forbid(
      'page-sees-the-client-side-of-workers',
      'app/ reaches workers/ through its client side only; types may come from anywhere in it',
      '^app/',
      { path: '^workers/(?!(client|runtime)\\.ts$)', dependencyTypesNot: ['type-only'] },
    ),
    forbid('database-stays-on-the-server', 'Only routes and server code import prisma/', '^app/(?!(api|server)/)', {
      path: '^prisma/',
    }),
    forbid(
      'client-knows-no-server',
      'What runs in the page imports no server code',
      '^app/(catalogue|client|editor|home|open|panels|share|thumbnail|ui|viewers)/',
      {
        path: '^app/(server|api)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'cli-is-the-engine-without-a-page',
      'cli/ imports contracts, graph/, the Node host of workers/, prisma/',
      '^cli/',
      {
        path: '^(app|ml)/|node_modules/(@tensorflow|react|next)/|^nodes/.*/run\\.ts$|^workers/(?!(client|runtime|node)\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'nothing-leans-on-tests',
      'What ships imports no test, measurement or script',
      '^(app|cli|graph|ml|nodes|prisma|workers)/',
      {
        path: '^(tests|bench|scripts)/',
      },
    ),
    {
      name: 'no-circles',
      comment: 'No circles',
      severity: 'error',
      from: { path: '^(app|cli|graph|ml|nodes|prisma|workers)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'everything-is-there',
      comment: 'An import that leads nowhere is held by no rule',
      severity: 'error',
      from: { path: '^(app|cli|graph|ml|nodes|prisma|workers)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(generated|\\.next)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
