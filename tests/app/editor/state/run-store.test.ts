import { afterEach, expect, test, vi } from 'vitest';
import { useRun } from '@/app/editor/state/run-store';
import { node, template } from '@/app/templates/build';
import type { RunEvent } from '@/graph';

/** The store of results, which is asked before a run ends and answers after it. */
let answer = () => {};
const asked = new Promise<Record<string, never>>((resolve) => {
  answer = () => resolve({});
});

vi.mock('@/app/editor/state/runtime', () => ({
  savePreference: () => {},
  runtime: async () => ({
    cached: () => asked,
    kept: async () => ({}),
    start: async () => [],
    run: ({ onEvents }: { onEvents(events: readonly RunEvent[]): void }) => {
      const at = { runId: 'run', at: 0 } as const;
      onEvents([
        { ...at, type: 'run-started', startedAt: '', backend: 'wasm', steps: [] },
        { ...at, type: 'started', nodeId: 'name', worker: 0 },
        {
          ...at,
          type: 'finished',
          nodeId: 'name',
          key: 'new',
          cached: false,
          seconds: 1,
          bytes: 1,
          views: { value: { view: 'text', text: 'Ada' } },
          facts: {},
        },
        { ...at, type: 'run-finished', outcome: 'succeeded', seconds: 1 },
      ]);
      return { done: Promise.resolve(), cancel: async () => {}, pause: async () => {}, resume: async () => {} };
    },
  }),
}));
afterEach(() => useRun.getState().leave());

test('what a run made while the store was being asked stays: the answer is from before it', async () => {
  const graph = template('greeter', 'Greeter', '', {
    nodes: [node('name', 'flow.constant', 0, 0, { text: 'Ada' })],
    wires: [],
  });
  const looked = useRun.getState().refreshCached(graph);
  await useRun.getState().run(graph, ['name']);
  answer();
  await looked;
  const { outcome, nodes } = useRun.getState();
  expect(outcome).toBe('succeeded');
  expect(nodes.name).toMatchObject({ state: 'finished', key: 'new' });
  // Asked anew, with nothing under way, what the store has not is not shown.
  await useRun.getState().refreshCached(graph);
  expect(useRun.getState().nodes.name).toBeUndefined();
});
