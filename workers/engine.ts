import {
  type Catalogue,
  type Checkpoint,
  check,
  extendNode,
  type Facts,
  GenloomError,
  kindName,
  type PlannedStep,
  plan,
  portOf,
  type RunEvent,
  type RunEventBody,
  type Step,
  type UserFacingError,
} from '@/graph';
import { codecOf } from './artifacts/kinds';
import { pack, unpack } from './artifacts/pack';
import type { ArtifactStore, StoredValue } from './artifacts/store';
import { createPool, type Slot, type Spawn, type WorkerHooks, WorkerLost } from './pool';
import type { BackendName, BackendStatus, RunHandle, RunRequest } from './runtime';
import type { SentInput, StepEvent, StepResult } from './step';

export interface EngineOptions {
  readonly catalogue: Catalogue;
  readonly store: ArtifactStore;
  readonly spawn: Spawn;
  readonly workers: number;
  readonly preference?: BackendName | 'auto';
  /** Milliseconds a worker has to answer a cancel before it is ended. */
  readonly patience?: number;
}

export interface Engine {
  run(request: RunRequest): RunHandle;
  backends(preference?: BackendName | 'auto'): Promise<readonly BackendStatus[]>;
  dispose(): Promise<void>;
}

const HEAVY: ReadonlySet<string> = new Set(['train', 'align', 'generate', 'evaluate']);
/** Light steps that may wait in one worker, so that it never idles between two of them. */
const PIPELINE = 12;
const RECENT_BYTES = 128 * 1024 * 1024;
const TELL_EVERY = 40;

/**
 * Walks plans: hands ready steps to a pool of workers, branches side by side, each where its inputs are; extends block networks itself; keeps what comes out
 * in the store; tells everything in one stream of events. Knows neither page nor file system.
 */
export function createEngine({
  catalogue,
  store,
  spawn,
  workers,
  preference = 'auto',
  patience = 800,
}: EngineOptions): Engine {
  const runs = new Map<string, Running>();
  /** Encoded values of late, by step key: most inputs are outputs of a moment ago. */
  const recent = new Map<string, Readonly<Record<string, StoredValue>>>();
  const secondsOfType = new Map<string, number>();
  let recentBytes = 0;
  let runCount = 0;
  let backendLabel = '';

  const running = (nodeId: string) => [...runs.values()].find((one) => one.active.has(nodeId));
  const hooks: WorkerHooks = {
    emit: (nodeId, events) => running(nodeId)?.hear(nodeId, events),
    async loadCheckpoint(nodeId) {
      const lineage = running(nodeId)?.steps.get(nodeId)?.lineage;
      const bytes = lineage ? await store.readBlob(`checkpoint-${lineage}`) : null;
      return bytes ? asCheckpoint(unpack(bytes)) : null;
    },
    async saveCheckpoint(nodeId, checkpoint) {
      const lineage = running(nodeId)?.steps.get(nodeId)?.lineage;
      if (lineage) await store.writeBlob(`checkpoint-${lineage}`, pack(checkpoint));
    },
    asset: (sha256) => store.readBlob(`asset-${sha256}`),
  };
  const pool = createPool(workers, spawn, hooks, preference);

  function remember(key: string, values: Readonly<Record<string, StoredValue>>): void {
    recent.set(key, values);
    recentBytes += sizeOf(values);
    for (const [oldest, old] of recent) {
      if (recentBytes <= RECENT_BYTES || recent.size === 1) break;
      recent.delete(oldest);
      recentBytes -= sizeOf(old);
    }
  }

  /** The encoded output of a step that has run or is in the store. @throws GenloomError when it is gone */
  async function stored(key: string, port: string): Promise<StoredValue> {
    const values = recent.get(key) ?? (await store.read(key))?.values;
    const value = values?.[port];
    if (value) return value;
    throw new GenloomError({
      code: 'artifact.lost',
      title: 'A result that this step needs is no longer there.',
      detail: 'It was damaged or removed from this browser’s storage.',
      fix: 'Run again; what is missing is made anew.',
    });
  }

  interface Running {
    readonly runId: string;
    /** Nodes whose steps are in workers now. */
    readonly active: Map<string, Slot>;
    readonly steps: ReadonlyMap<string, Step>;
    hear(nodeId: string, events: readonly StepEvent[]): void;
  }

  function run({ document, targets, onEvents }: RunRequest): RunHandle {
    const runId = `run-${Date.now().toString(36)}-${runCount++}`;
    const began = performance.now();
    const checked = check(document, catalogue);
    const planned = plan(document, catalogue, { targets, isCached: store.has, checked });
    const steps = new Map(planned.steps.map((step) => [step.nodeId, step]));
    const waiting = new Map<string, Set<string>>();
    const dependents = new Map<string, string[]>();
    const facts = new Map<string, Readonly<Record<string, Facts>>>();
    const startedAt = new Map<string, { readonly at: number; readonly done: number | null }>();
    const ready: Step[] = [];
    const active = new Map<string, Slot>();
    const settled = new Set<string>();
    const retried = new Set<string>();
    let failures = 0;
    let cancelled = false;
    let paused = false;
    let buffer: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    let finish: (outcome: 'succeeded' | 'failed' | 'cancelled') => void = () => {};
    const done = new Promise<'succeeded' | 'failed' | 'cancelled'>((resolve) => {
      finish = resolve;
    });

    const tell = (body: RunEventBody, now = false) => {
      buffer.push({ runId, at: performance.now() - began, ...body });
      if (now) flush();
      else timer ??= setTimeout(flush, TELL_EVERY);
    };
    function flush(): void {
      if (timer) clearTimeout(timer);
      timer = null;
      const events = buffer;
      buffer = [];
      if (events.length > 0) onEvents(events);
    }

    const self: Running = {
      runId,
      active,
      steps,
      hear(nodeId, events) {
        for (const event of events) {
          if (event.type === 'progress') tell({ ...event, nodeId, ...timeLeft(nodeId, event.done, event.total) });
          else tell({ ...event, nodeId });
        }
      },
    };
    runs.set(runId, self);

    /** From the pace since the first progress, which a resumed training does not begin at zero. */
    function timeLeft(nodeId: string, doneNow: number, total: number): { readonly secondsLeft?: number } {
      const start = startedAt.get(nodeId);
      const now = performance.now();
      if (!start || start.done === null) {
        startedAt.set(nodeId, { at: now, done: doneNow });
        return {};
      }
      const pace = (doneNow - start.done) / (now - start.at);
      return pace > 0 ? { secondsLeft: (total - doneNow) / pace / 1000 } : {};
    }

    function settle(nodeId: string): void {
      settled.add(nodeId);
      for (const next of dependents.get(nodeId) ?? []) {
        const needs = waiting.get(next);
        needs?.delete(nodeId);
        const step = steps.get(next);
        if (needs?.size === 0 && step && !settled.has(next)) ready.push(step);
      }
    }

    function fail(nodeId: string, error: UserFacingError): void {
      failures++;
      settled.add(nodeId);
      tell({ type: 'failed', nodeId, error });
      const open = [...(dependents.get(nodeId) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (settled.has(next)) continue;
        settled.add(next);
        tell({ type: 'skipped', nodeId: next, because: nodeId });
        open.push(...(dependents.get(next) ?? []));
      }
    }

    function begin(): void {
      tell({
        type: 'run-started',
        startedAt: new Date().toISOString(),
        backend: backendLabel,
        steps: planned.steps.map(({ nodeId, key, cached }): PlannedStep => ({ nodeId, key, cached })),
      });
      for (const nodeId of planned.blocked) tellBlocked(nodeId);
      for (const step of planned.steps) {
        const needs = step.cached ? [] : Object.values(step.inputs).map((input) => input.nodeId);
        waiting.set(step.nodeId, new Set(needs));
        for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), step.nodeId]);
      }
      for (const step of planned.steps) if (waiting.get(step.nodeId)?.size === 0) ready.push(step);
      for (const step of planned.steps)
        if (!step.cached && step.kind === 'run') tell({ type: 'queued', nodeId: step.nodeId });
      flush();
      pump();
    }

    function tellBlocked(nodeId: string): void {
      const problem = checked.problems.find((one) => one.nodeId === nodeId && one.level === 'error');
      failures++;
      if (problem) tell({ type: 'failed', nodeId, error: problem });
      else {
        const source = document.wires.find(
          (wire) => wire.to.node === nodeId && (checked.blocked.has(wire.from.node) || !steps.has(wire.from.node)),
        );
        tell({ type: 'skipped', nodeId, because: source?.from.node ?? nodeId });
      }
    }

    /** Starts whatever can start now. */
    function pump(): void {
      if (cancelled) return;
      for (let index = 0; index < ready.length; ) {
        const step = ready[index];
        if (!step) break;
        if (step.cached) takeCached(step);
        else if (step.kind === 'extend') extend(step);
        else {
          const slot = paused ? null : slotFor(step);
          if (!slot) {
            index++;
            continue;
          }
          start(step, slot);
        }
        ready.splice(index, 1);
      }
      if (settled.size === steps.size && active.size === 0) end(failures > 0 ? 'failed' : 'succeeded');
    }

    function takeCached(step: Step): void {
      const meta = store.meta(step.key);
      if (meta) {
        facts.set(step.nodeId, meta.facts);
        tell({
          type: 'finished',
          nodeId: step.nodeId,
          key: step.key,
          cached: true,
          seconds: 0,
          bytes: store.bytes(step.key),
          views: meta.views,
          facts: meta.facts,
        });
      }
      settle(step.nodeId);
    }

    /** Blocks have no execution: the network that comes in is extended by what the contract says, with the sizes of real values. */
    function extend(step: Step): void {
      const contract = catalogue.get(step.type);
      const given = Object.fromEntries(
        Object.entries(step.inputs).map(([port, input]) => [port, facts.get(input.nodeId)?.[input.port] ?? {}]),
      );
      const extended = contract ? extendNode(contract, given, step.params, step.nodeId, new Map()) : null;
      if (!contract || !extended?.ok) {
        fail(
          step.nodeId,
          extended && !extended.ok
            ? extended.error
            : { code: 'node.unknown-type', title: `There is no node “${step.type}”.` },
        );
        return;
      }
      facts.set(step.nodeId, extended.facts);
      const values: Record<string, StoredValue> = {};
      const views: Record<string, ReturnType<ReturnType<typeof codecOf>['look']>> = {};
      for (const [port, declared] of Object.entries(contract.outputs)) {
        const kind = kindName(portOf(declared).kind);
        const value = extended.facts[port]?.network;
        if (!value) continue;
        values[port] = { kind, bytes: codecOf(kind).encode(value) };
        views[port] = codecOf(kind).look(value, {});
      }
      remember(step.key, values);
      tell({
        type: 'finished',
        nodeId: step.nodeId,
        key: step.key,
        cached: false,
        seconds: 0,
        bytes: 0,
        views,
        facts: {},
      });
      settle(step.nodeId);
    }

    const isHeavy = (step: Step) =>
      HEAVY.has(catalogue.get(step.type)?.phase ?? '') || (secondsOfType.get(step.type) ?? 0) > 1;

    /** A free worker, best the one that holds most of the step's inputs. */
    function slotFor(step: Step): Slot | null {
      const heavy = isHeavy(step);
      const free = pool.slots.filter((slot) =>
        heavy ? slot.running.size === 0 : !slot.heavy && slot.running.size < PIPELINE,
      );
      const holding = (slot: Slot) =>
        Object.values(step.inputs).filter((input) => slot.held.has(`${input.key}.${input.port}`)).length;
      return free.reduce<Slot | null>((best, slot) => {
        if (!best) return slot;
        const gain = holding(slot) - holding(best);
        return gain > 0 || (gain === 0 && slot.running.size < best.running.size) ? slot : best;
      }, null);
    }

    function start(step: Step, slot: Slot): void {
      const { nodeId } = step;
      slot.running.add(`${runId}/${nodeId}`);
      if (isHeavy(step)) slot.heavy = true;
      active.set(nodeId, slot);
      const estimate = secondsOfType.get(step.type);
      tell({
        type: 'started',
        nodeId,
        worker: slot.number,
        ...(estimate === undefined ? {} : { estimatedSeconds: estimate }),
      });
      startedAt.set(nodeId, { at: performance.now(), done: null });
      execute(step, slot)
        .then(
          (result) => finished(step, slot, result),
          (error: unknown) => lost(step, error),
        )
        .catch((error: unknown) => fail(nodeId, unexpected(error)))
        .finally(() => {
          slot.running.delete(`${runId}/${nodeId}`);
          if (slot.running.size === 0) slot.heavy = false;
          active.delete(nodeId);
          for (const other of pumps) other();
        });
    }

    async function execute(step: Step, slot: Slot): Promise<StepResult> {
      const request = async (withBytes: boolean) => {
        const inputs: Record<string, SentInput> = {};
        for (const [port, input] of Object.entries(step.inputs)) {
          const held = !withBytes && slot.held.has(`${input.key}.${input.port}`);
          const value = held ? null : await stored(input.key, input.port);
          slot.held.add(`${input.key}.${input.port}`);
          inputs[port] = {
            key: input.key,
            port: input.port,
            kind: value?.kind ?? '',
            bytes: value?.bytes ?? null,
            conversion: input.conversion?.title ?? null,
          };
        }
        const { nodeId, type, key, params, seed } = step;
        return pool.guard(slot, slot.api().run({ nodeId, type, key, params, seed, inputs }));
      };
      const result = await request(false);
      return !result.ok && result.error.code === 'step.missing-input' ? request(true) : result;
    }

    async function finished(step: Step, slot: Slot, result: StepResult): Promise<void> {
      const { nodeId, key } = step;
      if (!result.ok) {
        if (cancelled || result.cancelled) {
          if (!settled.has(nodeId)) tell({ type: 'cancelled', nodeId });
          settled.add(nodeId);
        } else fail(nodeId, result.error);
        return;
      }
      secondsOfType.set(step.type, result.seconds);
      for (const port of Object.keys(result.values)) slot.held.add(`${key}.${port}`);
      remember(key, result.values);
      facts.set(nodeId, factsOf(result));
      const { views, facts: known, seconds, values } = result;
      if (sizeOf(values) < 64 * 1024) void store.write(key, { type: step.type, seconds, views, facts: known }, values);
      else await store.write(key, { type: step.type, seconds, views, facts: known }, values);
      tell({ type: 'finished', nodeId, key, cached: false, seconds, bytes: sizeOf(values), views, facts: known });
      settle(nodeId);
    }

    /** The worker died under the step. Once, a fresh one tries again: training goes on from its last checkpoint. */
    function lost(step: Step, error: unknown): void {
      if (cancelled) {
        if (!settled.has(step.nodeId)) tell({ type: 'cancelled', nodeId: step.nodeId });
        settled.add(step.nodeId);
      } else if (error instanceof WorkerLost && !retried.has(step.nodeId)) {
        retried.add(step.nodeId);
        tell({
          type: 'log',
          nodeId: step.nodeId,
          level: 'warning',
          text: `Its worker stopped (${error.message}). A fresh one tries again.`,
        });
        ready.push(step);
      } else if (error instanceof WorkerLost) fail(step.nodeId, crashed(error));
      else fail(step.nodeId, unexpected(error));
    }

    /** The real values behind the facts: a block downstream needs the network, too. */
    function factsOf(result: Extract<StepResult, { ok: true }>): Readonly<Record<string, Facts>> {
      return result.facts;
    }

    let ended = false;
    function end(outcome: 'succeeded' | 'failed' | 'cancelled'): void {
      if (ended) return;
      ended = true;
      runs.delete(runId);
      pumps.delete(pump);
      tell({ type: 'run-finished', outcome, seconds: (performance.now() - began) / 1000 }, true);
      store.flush().finally(() => finish(outcome));
    }

    async function cancel(): Promise<void> {
      if (ended || cancelled) return;
      cancelled = true;
      const inWorkers = [...active];
      for (const step of planned.steps)
        if (!settled.has(step.nodeId) && !active.has(step.nodeId)) {
          settled.add(step.nodeId);
          tell({ type: 'cancelled', nodeId: step.nodeId });
        }
      const slots = new Set(inWorkers.map(([, slot]) => slot));
      await Promise.all(
        [...slots].map(async (slot) => {
          const mine = () => inWorkers.some(([nodeId, own]) => own === slot && active.has(nodeId));
          slot.api().control('cancel');
          const until = performance.now() + patience;
          while (mine() && performance.now() < until) await sleep(10);
          if (mine()) slot.replace();
        }),
      );
      for (const [nodeId] of inWorkers)
        if (!settled.has(nodeId)) {
          settled.add(nodeId);
          tell({ type: 'cancelled', nodeId });
        }
      end('cancelled');
    }

    async function hold(pause: boolean): Promise<void> {
      if (ended || paused === pause) return;
      paused = pause;
      await Promise.all([...new Set(active.values())].map((slot) => slot.api().control(pause ? 'pause' : 'resume')));
      tell({ type: pause ? 'paused' : 'resumed' }, true);
      if (!pause) pump();
    }

    pumps.add(pump);
    queueMicrotask(begin);
    return { runId, cancel, pause: () => hold(true), resume: () => hold(false), done };
  }
  const pumps = new Set<() => void>();

  return {
    run,
    async backends(wished) {
      const [first, ...others] = pool.slots;
      if (!first) return [];
      if (wished !== undefined) {
        pool.setPreference(wished);
        for (const slot of others) if (slot.running.size === 0) slot.replace();
      }
      const statuses = await pool.guard(
        first,
        wished === undefined ? first.api().listBackends() : first.api().chooseBackend(wished),
      );
      backendLabel = statuses.find((status) => status.active)?.label ?? '';
      return statuses;
    },
    async dispose() {
      pool.dispose();
      await store.flush();
    },
  };
}

const sizeOf = (values: Readonly<Record<string, StoredValue>>) =>
  Object.values(values).reduce((sum, { bytes }) => sum + bytes.length, 0);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function asCheckpoint(value: unknown): Checkpoint | null {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('step' in value) ||
    !('state' in value) ||
    typeof value.step !== 'number'
  )
    return null;
  return { step: value.step, state: value.state };
}

const crashed = (error: WorkerLost): UserFacingError => ({
  code: 'worker.crashed',
  title: 'The worker that ran this step stopped twice.',
  detail: `${error.message}. Usually there was not enough memory.`,
  fix: 'Try a smaller batch, a shorter block or a narrower network, or close other tabs; then run again.',
});

function unexpected(error: unknown): UserFacingError {
  if (error instanceof GenloomError) return error;
  return {
    code: 'unexpected',
    title: 'Something went wrong inside this step.',
    detail: error instanceof Error ? error.message : String(error),
  };
}
