import { expect } from 'vitest';
import {
  type Catalogue,
  type Checkpoint,
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  type JsonObject,
  type RunEvent,
  type Wire,
} from '@/graph';
import { createBackendHost } from '@/workers/backend-host';
import { nodeWasmPath } from '@/workers/backends/node';
import type { Spawn } from '@/workers/pool';
import type { RunHandle, Runtime } from '@/workers/runtime';
import type { StepRequest } from '@/workers/step';
import { createWorkerApi } from '@/workers/worker-api';

/** A node of the playground; its inputs are named by the nodes they come from. */
export function step(id: string, inputs: readonly string[] = [], params: JsonObject = {}, type = 'test.step') {
  const node: GraphNode = { id, type, version: 1, params: { label: id, ...params }, position: { x: 0, y: 0 } };
  const wires = inputs.map(
    (from, index): Wire => ({
      from: { node: from, port: 'text' },
      to: { node: id, port: index === 0 ? 'a' : 'b' },
    }),
  );
  return { node, wires };
}

export const graphOf = (...steps: readonly ReturnType<typeof step>[]): GraphDocument => ({
  ...emptyDocument('test'),
  nodes: steps.map(({ node }) => node),
  wires: steps.flatMap(({ wires }) => wires),
});

/** A worker of this thread that can be made to die. */
export interface FakeWorker {
  readonly requests: StepRequest[];
  die(reason: string): void;
  ended: boolean;
}

/**
 * Workers in this thread, written down as they start. A worker that died says nothing more.
 * @param onCheckpoint called when a step has kept its state; the step waits for it
 */
export function fakeWorkers(
  catalogue: Catalogue,
  workers: FakeWorker[] = [],
  onCheckpoint: (checkpoint: Checkpoint, worker: FakeWorker) => Promise<void> = async () => {},
) {
  const spawn: Spawn = (hooks, preference) => {
    const backends = createBackendHost({ wasmPath: nodeWasmPath(), preference, log: () => {} });
    const api = createWorkerApi(catalogue, backends, {
      ...hooks,
      async saveCheckpoint(task, checkpoint) {
        await hooks.saveCheckpoint(task, checkpoint);
        await onCheckpoint(checkpoint, worker);
      },
    });
    let die: (reason: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      die = resolve;
    });
    const worker: FakeWorker = { requests: [], die, ended: false };
    workers.push(worker);
    return {
      api: {
        ...api,
        run(request) {
          worker.requests.push(request);
          return api.run(request);
        },
      },
      ended,
      terminate() {
        worker.ended = true;
        api.close();
      },
    };
  };
  return { spawn, workers };
}

/** A run that was started, with all it has told so far. */
export interface Started {
  readonly handle: RunHandle;
  readonly events: RunEvent[];
  /** Resolves with the first event that fits, told already or later. */
  heard(fits: (event: RunEvent) => boolean): Promise<RunEvent>;
}

export async function startRun(
  runtime: Runtime,
  document: GraphDocument,
  targets: readonly string[] | null = null,
): Promise<Started> {
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const handle = await runtime.run({
    document,
    targets,
    onEvents(more) {
      events.push(...more);
      for (const look of [...waiting]) look();
    },
  });
  const heard = (fits: (event: RunEvent) => boolean) =>
    new Promise<RunEvent>((resolve) => {
      const look = () => {
        const found = events.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { handle, events, heard };
}

/** Runs to the end. */
export async function runAll(runtime: Runtime, document: GraphDocument, targets: readonly string[] | null = null) {
  const { handle, events } = await startRun(runtime, document, targets);
  const outcome = await handle.done;
  return { outcome, events };
}

export const typesOf = (events: readonly RunEvent[], nodeId: string) =>
  events.filter((event) => 'nodeId' in event && event.nodeId === nodeId).map(({ type }) => type);

export function eventOf<Type extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: Type,
  nodeId?: string,
): Extract<RunEvent, { readonly type: Type }> {
  const is = (event: RunEvent): event is Extract<RunEvent, { readonly type: Type }> => event.type === type;
  const found = events
    .filter(is)
    .find((event) => nodeId === undefined || ('nodeId' in event && event.nodeId === nodeId));
  if (!found) throw new Error(`no “${type}” was told${nodeId === undefined ? '' : ` of ${nodeId}`}`);
  return found;
}

const ENDS: ReadonlySet<string> = new Set(['finished', 'failed', 'skipped', 'cancelled']);

/** What holds of every run, whatever happens in it. */
export function expectWellTold(events: readonly RunEvent[], document: GraphDocument): void {
  expect(events.at(0)?.type).toBe('run-started');
  expect(events.at(-1)?.type).toBe('run-finished');
  for (const once of ['run-started', 'run-finished'])
    expect(events.filter(({ type }) => type === once)).toHaveLength(1);
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
  expect(new Set(events.map(({ runId }) => runId)).size).toBe(1);

  const planned = eventOf(events, 'run-started').steps;
  const endOf = (nodeId: string) =>
    events.findIndex((event) => ENDS.has(event.type) && 'nodeId' in event && event.nodeId === nodeId);
  for (const { nodeId, cached } of planned) {
    const types = typesOf(events, nodeId);
    // Told before it works, while it works, and then how it ended: once, and last.
    expect(types.filter((type) => ENDS.has(type))).toHaveLength(1);
    expect(ENDS.has(types.at(-1) ?? '')).toBe(true);
    if (types.includes('started')) expect(types.indexOf('queued')).toBeLessThan(types.indexOf('started'));
    for (const type of ['progress', 'preview', 'metric'] as const)
      if (types.includes(type)) expect(types.indexOf('started')).toBeLessThan(types.indexOf(type));
    if (cached) expect(types).toEqual(['finished']);
    const started = events.findIndex((event) => event.type === 'started' && event.nodeId === nodeId);
    for (const wire of document.wires)
      if (wire.to.node === nodeId && started >= 0) expect(endOf(wire.from.node)).toBeLessThan(started);
  }
}

/** A promise and the function that keeps it. */
export function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
