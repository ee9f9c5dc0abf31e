import { type GraphDocument, type RunEvent, z } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

/** A graph that was run whole, and what its nodes gave. */
export interface RanGraph {
  /** Seconds of each node by the clock. */
  readonly seconds: ReadonlyMap<string, number>;
  /** Seconds of processors, of everything up to the end of the run: beside other work they tell more than the clock. */
  readonly busy: number;
  /** What a node gave, as it is stored. */
  stored(id: string, port: string): Promise<Uint8Array>;
  /** What a node gave, as a file. */
  exported(id: string, port: string): Promise<Uint8Array>;
  /** The numbers among a node's metrics, by their names. */
  figures(id: string): Promise<Readonly<Record<string, number>>>;
  dispose(): Promise<void>;
}

/** Runs a graph under Node, telling what is done and what goes wrong. @throws Error where it does not come to its end */
export async function runGraph(document: GraphDocument): Promise<RanGraph> {
  const runtime = await createNodeRuntime({ log: console.log });
  const keys = new Map<string, string>();
  const started = new Map<string, number>();
  const seconds = new Map<string, number>();
  const began = performance.now();
  const told = (event: RunEvent): void => {
    const now = (performance.now() - began) / 1000;
    if (event.type === 'failed' || event.type === 'log') console.log(event);
    if (event.type === 'started') started.set(event.nodeId, now);
    if (event.type !== 'finished') return;
    keys.set(event.nodeId, event.key);
    seconds.set(event.nodeId, now - (started.get(event.nodeId) ?? now));
    console.log(`${event.nodeId} done at ${now.toFixed(0)} s`);
  };
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => some.forEach(told) });
  const ended = await done;
  const { user, system } = process.cpuUsage();
  if (ended !== 'succeeded') throw new Error(`the graph ${ended}`);
  const keyOf = (id: string): string => {
    const key = keys.get(id);
    if (key === undefined) throw new Error(`${id} did not run`);
    return key;
  };
  const exported = async (id: string, port: string) => (await runtime.exportValue(keyOf(id), port)).bytes;
  return {
    seconds,
    busy: (user + system) / 1e6,
    exported,
    async stored(id, port) {
      const value = (await runtime.store.read(keyOf(id)))?.values[port];
      if (!value) throw new Error(`${id} gave no ${port}`);
      return value.bytes;
    },
    async figures(id) {
      const { values } = metrics.parse(JSON.parse(new TextDecoder().decode(await exported(id, 'metrics'))));
      return Object.fromEntries(values.map(({ name, value }) => [name, value]));
    },
    dispose: () => runtime.dispose(),
  };
}

const metrics = z.object({ values: z.array(z.object({ name: z.string(), value: z.number() })) });
