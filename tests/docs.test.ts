import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDocument, makeCatalogue, type RunEvent } from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';

const root = join(import.meta.dirname, '..');
/** Inside of the project, so that the paths of its own modules mean the same. */
const folder = join(root, 'node_modules', '.genloom', 'docs-test');
const page = readFileSync(join(root, 'docs', 'adding-a-node.md'), 'utf8');
const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'node.ts'), blocks[0] ?? '');
  writeFileSync(join(folder, 'run.ts'), blocks[1] ?? '');
  writeFileSync(join(folder, 'explain.ts'), blocks[2] ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the three files of “Adding a node” type-check as they stand', () => {
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: { noEmit: true, incremental: false, paths: { '@/*': ['../../../*'] }, plugins: [] },
    include: ['node.ts', 'run.ts', 'explain.ts'],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  expect(done.stdout).toBe('');
  expect(done.status).toBe(0);
});

test('the node of “Adding a node” runs in the engine beside the others', async () => {
  const { upperCase } = await import(/* @vite-ignore */ join(folder, 'node.ts'));
  const runtime = await createNodeRuntime({ catalogue: makeCatalogue([...catalogue.values(), upperCase]) });
  const events: RunEvent[] = [];
  const place = { position: { x: 0, y: 0 }, version: 1 };
  const handle = await runtime.run({
    document: {
      ...emptyDocument('docs', 'docs'),
      nodes: [
        { id: 'text', type: 'source.text', params: { origin: 'paste', text: 'To be, or not to be' }, ...place },
        { id: 'upper', type: 'prepare.upper-case', params: {}, ...place },
      ],
      wires: [{ from: { node: 'text', port: 'text' }, to: { node: 'upper', port: 'text' } }],
    },
    targets: null,
    onEvents: (told) => events.push(...told),
  });
  expect(await handle.done).toBe('succeeded');
  const finished = events.find((event) => event.type === 'finished' && event.nodeId === 'upper');
  expect(JSON.stringify(finished)).toContain('TO BE, OR NOT TO BE');
  await runtime.dispose();
});

test('what the documentation links to is there', () => {
  const pages = [
    'README.md',
    'CHANGELOG.md',
    ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')),
  ];
  for (const name of pages) {
    const at = existsSync(join(root, name)) ? root : join(root, 'docs');
    const links = [...readFileSync(join(at, name), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)];
    for (const [, target = ''] of links) expect(existsSync(join(at, target)), `${name} → ${target}`).toBe(true);
  }
});
