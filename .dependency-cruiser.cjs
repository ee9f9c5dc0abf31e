/** Who may import whom: the table of docs/architecture.md. Arrows only ever point down it. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const outside = (allowed) => ({ path: '^(?!(' + allowed + '))' });

module.exports = {
  forbidden: [
    forbid(
      'graph-is-pure',
      'graph/ imports Zod and the one hash, and nothing else',
      { path: '^graph/' },
      outside('graph/|node_modules/(zod|@noble/hashes)/'),
    ),
    forbid(
      'ml-knows-tensors-only',
      'ml/ imports TF.js core and itself',
      { path: '^ml/' },
      outside('ml/|node_modules/@tensorflow/tfjs-core/'),
    ),
    forbid(
      'contracts-are-light',
      'A contract imports graph/ and the shape helpers of its own family',
      { path: '^nodes/.*(node|parameters|advice|fields|facts)\\.ts$' },
      { path: '^(?!(graph/|nodes/))', dependencyTypesNot: ['dynamic-import'] },
    ),
    forbid(
      'contracts-never-pull-in-executions',
      'A contract reaches its execution through import(), which only a worker calls',
      { path: '^nodes/.*node\\.ts$' },
      { path: '^nodes/.*run\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    ),
    forbid(
      'executions',
      'run.ts imports its contract, ml/ and graph/ (and libraries for file formats)',
      { path: '^nodes/.*run\\.ts$' },
      { path: '^(app|workers|prisma|cli)/' },
    ),
    forbid(
      'workers-know-no-page',
      'workers/ imports graph/, contracts, executions lazily, TF.js, Comlink',
      { path: '^workers/' },
      { path: '^(app|prisma|cli)/|node_modules/(react|next|@prisma)/' },
    ),
    forbid(
      'prisma-knows-graph-only',
      'prisma/ imports graph/ and Prisma',
      { path: '^prisma/' },
      { path: '^(app|workers|ml|nodes|cli)/|node_modules/(react|next|@tensorflow)/' },
    ),
    forbid(
      'page-costs-no-tensorflow',
      'The page never imports ml/, TF.js or an execution',
      { path: '^app/' },
      { path: '^ml/|node_modules/@tensorflow/|^nodes/.*run\\.ts$|^cli/' },
    ),
    forbid(
      'page-sees-the-client-side-of-workers',
      'app/ reaches workers/ through its client side only',
      { path: '^app/' },
      { path: '^workers/(?!(client|runtime)\\.ts$)' },
    ),
    forbid(
      'database-stays-on-the-server',
      'Only routes and server code import prisma/',
      { path: '^app/(?!(api|server|projects|page|open))' },
      { path: '^prisma/' },
    ),
    forbid(
      'no-circles',
      'No circles within a part',
      { path: '^(graph|ml|nodes|workers|prisma|app)/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(generated|\\.next)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
