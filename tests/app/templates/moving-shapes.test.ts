import { expect, test } from 'vitest';
import { movingShapes } from '@/app/templates/moving-shapes';
import type { GraphDocument, JsonObject, RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

/** The same graph, made small enough for a second or two: what is looked at is that it runs, not what it learns. */
const FEW: Readonly<Record<string, JsonObject>> = {
  videos: { count: 60, frames: 4 },
  mlp: { width: 8, layers: 1 },
  train: { steps: 4, evaluateEvery: 2, batchSize: 8, samples: 2 },
  make: { perClass: 2, steps: 2 },
  others: { count: 3, frames: 4 },
  'go-on': { count: 3, steps: 2, resamplings: 1 },
};
const small: GraphDocument = {
  ...movingShapes,
  nodes: movingShapes.nodes.map((node) => ({ ...node, params: { ...node.params, ...FEW[node.id] } })),
};

test('“Moving shapes from text” makes clips of what it is asked for, row by row, lets others go on, and shows clips while it learns', async () => {
  const runtime = await createNodeRuntime({ backend: 'wasm' });
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document: small, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  await runtime.dispose();
  expect([ended, events.filter(({ type }) => type === 'failed')]).toEqual(['succeeded', []]);
  const viewOf = (id: string) =>
    events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? Object.values(event.views) : []))[0];
  const made = viewOf('clips');
  expect(made).toMatchObject({ view: 'clips', columns: 2, count: 12, frames: 4, width: 16 });
  expect(made?.view === 'clips' && made.captions?.[1]).toBe('a large red circle moves right');
  expect(viewOf('go-on')).toMatchObject({ view: 'clips', count: 9, columns: 3 });
  expect(viewOf('measure')).toMatchObject({ view: 'numbers', items: { 0: { label: 'Motion as asked' } } });
  const learning = events.flatMap((event) =>
    event.type === 'preview' && event.nodeId === 'train' && event.view.view === 'curves' ? [event.view.picture] : [],
  );
  expect(learning.at(-1)).toMatchObject({ view: 'clips', count: 2 });
});
