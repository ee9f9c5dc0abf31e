import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { waysToHeavy } from '@/scripts/page-imports';

// The rules are held to what they say on small trees of files: one that keeps them all, and one that breaks each.

const root = join(import.meta.dirname, '..');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Tree = Readonly<Record<string, string>>;
function written(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-rules-'));
  folders.push(folder);
  for (const [path, text] of Object.entries({ ...packages, ...tree })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function violations(tree: Tree): readonly string[] {
  const parts = ['app', 'cli', 'graph', 'ml', 'nodes', 'prisma', 'workers'].filter((part) =>
    Object.keys(tree).some((path) => path.startsWith(`${part}/`)),
  );
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'err'],
      ...parts,
    ],
    { cwd: written(tree), encoding: 'utf8', maxBuffer: 16 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } },
  );
  const names = [...stdout.matchAll(/error ([\w-]+): (\S+)/g)].map(([, rule, from]) => `${rule}: ${from}`);
  // The exit code is what CI sees.
  expect(status === 0, stderr).toBe(names.length === 0);
  return names;
}

const packages: Tree = {
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  ...Object.fromEntries(
    ['zod', 'react', 'comlink', '@noble/hashes', '@prisma/client', '@tensorflow/tfjs-core', 'ml-matrix'].flatMap(
      (name) => [
        [`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }`],
        [`node_modules/${name}/index.js`, 'export const used = 1;'],
      ],
    ),
  ),
};
const using = (...paths: readonly string[]): string =>
  paths.map((path, index) => `import * as part${index} from '${path}'; console.log(part${index});`).join('\n');

const lawful: Tree = {
  'graph/index.ts': using('zod', '@noble/hashes'),
  'ml/tf.ts': using('@tensorflow/tfjs-core'),
  'ml/metrics/frechet.ts': using('ml-matrix'),
  'nodes/index.ts': using('./source/text/node'),
  'nodes/source/text/node.ts': `${using('@/graph/index')}\nexport const run = () => import('./run');`,
  'nodes/source/text/run.ts': using('./node', '@/graph/index', '@/ml/tf'),
  'workers/client.ts': `${using('comlink', '@/graph/index')}\nimport type { Host } from './host';\nexport type H = Host;`,
  'workers/backends/node.ts': using('node:path', '@/graph/index'),
  'workers/host.ts': `${using('@tensorflow/tfjs-core', '@/nodes/index')}\nexport interface Host { a: 1 }`,
  'prisma/store.ts': using('@prisma/client', '@/graph/index', 'node:crypto'),
  'app/page.tsx': using('react', '@/nodes/index', '@/workers/client', '@/graph/index'),
  'app/api/route.ts': using('@/prisma/store'),
  'cli/index.ts': using('@/nodes/index', '@/workers/client', '@/prisma/store'),
};

describe('the import rules', () => {
  test('let a lawful tree pass', () => {
    expect(violations(lawful)).toEqual([]);
  });

  test('name every import that is forbidden', () => {
    const broken: readonly (readonly [rule: string, from: string, ...imports: string[]])[] = [
      ['graph-is-pure', 'graph/a.ts', 'react'],
      ['graph-is-pure', 'graph/b.ts', '@/nodes/index'],
      ['graph-is-pure', 'graph/c.ts', 'node:crypto'],
      ['ml-knows-tensors-only', 'ml/a.ts', '@/graph/index'],
      ['ml-knows-tensors-only', 'ml/b.ts', 'zod'],
      ['contracts-are-light', 'nodes/x/a/node.ts', '@/ml/tf'],
      ['contracts-never-pull-in-executions', 'nodes/x/b/node.ts', '@/nodes/source/text/run'],
      ['nodes-know-no-runtime', 'nodes/x/b/run.ts', '@/workers/client'],
      ['workers-know-no-page', 'workers/a.ts', '@/app/page'],
      ['workers-know-no-page', 'workers/b.ts', 'zod'],
      ['workers-know-no-page', 'workers/c.ts', 'node:crypto'],
      ['workers-know-no-page', 'workers/d.ts', '@/nodes/source/text/run'],
      ['hosts-in-node-know-node', 'workers/artifacts/disk-files.ts', 'zod'],
      ['prisma-knows-graph-only', 'prisma/a.ts', '@/workers/client'],
      ['page-costs-no-tensorflow', 'app/a.ts', '@tensorflow/tfjs-core'],
      ['page-costs-no-tensorflow', 'app/b.ts', '@/nodes/source/text/run'],
      ['page-sees-the-client-side-of-workers', 'app/c.ts', '@/workers/host'],
      ['database-stays-on-the-server', 'app/editor/d.ts', '@/prisma/store'],
      ['client-knows-no-server', 'app/client/e.ts', '@/app/api/route'],
      ['cli-is-the-engine-without-a-page', 'cli/a.ts', '@/ml/tf'],
      ['nothing-leans-on-tests', 'graph/d.ts', '@/tests/support'],
      ['everything-is-there', 'graph/e.ts', './nowhere'],
    ];
    const tree = {
      ...lawful,
      'tests/support.ts': 'export const support = 1;',
      ...Object.fromEntries(broken.map(([, from, ...imports]) => [from, using(...imports)])),
      'nodes/index.ts': using('./source/text/node', '@/ml/tf'),
      'graph/one.ts': using('./two'),
      'graph/two.ts': using('./one'),
      'app/later.ts': "export const later = () => import('@/ml/tf');",
    };
    const found = violations(tree);
    for (const [rule, from] of broken) expect.soft(found).toContain(`${rule}: ${from}`);
    expect(found).toContain('the-catalogue-lists-contracts: nodes/index.ts');
    expect(found).toContain('no-circles: graph/one.ts');
    expect(found).toContain('page-costs-no-tensorflow: app/later.ts');
  });
});

describe('what a page loads at once', () => {
  const ways = async (folder: string) => (await waysToHeavy(folder)).map((way) => way.join(' → '));

  test('does not come to TF.js, through as many files as it takes', async () => {
    expect(await ways(root)).toEqual([]);
  });

  test('is told by the way that leads there, and what loads later is no way', async () => {
    expect(await ways(written(lawful))).toEqual([]);
    const found = await ways(
      written({
        ...lawful,
        'nodes/source/shared.ts': using('@/ml/tf'),
        'nodes/source/text/node.ts': using('../shared'),
        'workers/client.ts': `${using('./host')}\nexport const later = () => import('@/ml/metrics/frechet');`,
      }),
    );
    expect(found).toContain('nodes/source/text/node.ts → nodes/source/shared.ts → ml/tf.ts');
    expect(found).toContain('workers/client.ts → workers/host.ts → @tensorflow/tfjs-core');
    expect(found.some((way) => way.startsWith('app/page.tsx → '))).toBe(true);
    expect(found.filter((way) => way.includes('frechet'))).toEqual([]);
  });
});
