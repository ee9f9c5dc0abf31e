import type { GraphDocument, Json, RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

/** The numbers that each node of a graph ended with, by node and label. */
export type Figures = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A template with other settings of some nodes. */
export const withSettings = (
  template: GraphDocument,
  settings: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): GraphDocument => ({
  ...template,
  nodes: template.nodes.map((node) => ({ ...node, params: { ...node.params, ...settings[node.id] } })),
});

/**
 * Runs a graph once under Node and tells the numbers that came out of it.
 * @throws Error where it does not come to its end
 */
export async function figuresOf(document: GraphDocument): Promise<Figures> {
  const runtime = await createNodeRuntime();
  const events: RunEvent[] = [];
  const began = performance.now();
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const outcome = await done;
  await runtime.dispose();
  const figures = new Map<string, Map<string, number>>();
  for (const event of events) {
    if (event.type === 'failed') throw new Error(`${event.nodeId}: ${event.error.title}`);
    if (event.type === 'log' && event.level !== 'info') console.log(`${event.nodeId}: ${event.text}`);
    if (event.type !== 'finished') continue;
    const own = new Map<string, number>();
    for (const view of Object.values(event.views)) {
      if (view.view === 'numbers') for (const { label, value } of view.items) own.set(label, value);
      if (view.view === 'curves') for (const { label, value } of view.readings ?? []) own.set(label, value);
    }
    figures.set(event.nodeId, own);
  }
  console.log(`${document.name}: ${JSON.stringify(outcome)} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return figures;
}
