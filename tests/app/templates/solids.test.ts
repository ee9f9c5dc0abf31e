import { expect, test } from 'vitest';
import { inventSolid } from '@/app/templates/invent-solid';
import type { GraphDocument, JsonObject, RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

/** The same graph, made small enough for a second or two: what is looked at is that it runs, not what it learns. */
const FEW: Readonly<Record<string, JsonObject>> = {
  solids: { count: 24, detail: 10 },
  grids: { side: 8 },
  'v-mlp': { width: 8, layers: 1 },
  'v-mlp2': { width: 8, layers: 1 },
  'v-train': { steps: 4, evaluateEvery: 2, batchSize: 8 },
  copies: { count: 6 },
  'd-mlp': { width: 8, layers: 1 },
  'd-train': { steps: 2, evaluateEvery: 1, batchSize: 8 },
  make: { perClass: 2, steps: 2 },
  // Hardly trained, it is sure of nothing: what lies above a tenth is drawn.
  meshes: { level: 0.1 },
  compare: { points: 64, most: 4 },
};
const small: GraphDocument = {
  ...inventSolid,
  nodes: inventSolid.nodes.map((node) => ({ ...node, params: { ...node.params, ...FEW[node.id] } })),
};

test('“Invent a solid” makes meshes of what it is asked for in words, row by row, and shows solids while it learns', async () => {
  const runtime = await createNodeRuntime({ backend: 'wasm' });
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document: small, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  await runtime.dispose();
  expect([ended, events.filter(({ type }) => type === 'failed')]).toEqual(['succeeded', []]);
  const viewOf = (id: string) =>
    events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? Object.values(event.views) : []))[0];
  const made = viewOf('meshes');
  expect(made).toMatchObject({ view: 'solids', columns: 2, items: { length: 12, 0: { form: 'mesh' } } });
  expect(made?.view === 'solids' && made.items[2]?.caption).toBe('a large flat table');
  expect(viewOf('compare')).toMatchObject({ view: 'numbers', items: { 4: { label: 'Watertight', value: 100 } } });
  const learning = events.flatMap((event) =>
    event.type === 'preview' && event.nodeId === 'v-train' && event.view.view === 'curves' ? [event.view.picture] : [],
  );
  expect(learning.at(-1)).toMatchObject({ view: 'solids' });
});
