import type { Checkpoint } from '@/graph';
import type { BackendName, BackendStatus } from './runtime';
import type { StepEvent, StepRequest, StepResult } from './step';

/** What a worker calls in the engine, for the step of a node. */
export interface WorkerHooks {
  emit(nodeId: string, events: readonly StepEvent[]): void;
  loadCheckpoint(nodeId: string): Promise<Checkpoint | null>;
  saveCheckpoint(nodeId: string, checkpoint: Checkpoint): Promise<void>;
  asset(sha256: string): Promise<Uint8Array | null>;
}

/** What the engine calls in a worker. */
export interface WorkerApi {
  run(request: StepRequest): Promise<StepResult>;
  control(command: 'cancel' | 'pause' | 'resume'): Promise<void>;
  chooseBackend(preference: BackendName | 'auto'): Promise<readonly BackendStatus[]>;
  listBackends(): Promise<readonly BackendStatus[]>;
}

/** A started worker. `ended` resolves when it dies by itself. */
export interface Spawned {
  readonly api: WorkerApi;
  readonly ended: Promise<string>;
  terminate(): void;
}
export type Spawn = (hooks: WorkerHooks, preference: BackendName | 'auto') => Spawned;

/** A place for a worker: it may be replaced, the place stays. */
export interface Slot {
  readonly number: number;
  /** Values the worker holds decoded: `key.port`. */
  readonly held: Set<string>;
  /** Steps under way. */
  readonly running: Set<string>;
  heavy: boolean;
  api(): WorkerApi;
  /** Ends the worker, whatever it does; a fresh one starts when it is next needed. */
  replace(): void;
}

/** Thrown to whoever waits for a step of a worker that died. */
export class WorkerLost extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'WorkerLost';
  }
}

export interface Pool {
  readonly slots: readonly Slot[];
  /** Races a call against the death of the slot's worker. @throws WorkerLost */
  guard<Result>(slot: Slot, call: Promise<Result>): Promise<Result>;
  setPreference(preference: BackendName | 'auto'): void;
  dispose(): void;
}

/** A fixed number of places whose workers start when they are first needed, and are replaced when they die. */
export function createPool(
  size: number,
  spawn: Spawn,
  hooks: WorkerHooks,
  preference: BackendName | 'auto' = 'auto',
): Pool {
  let wished = preference;
  const workers = new Map<
    number,
    { readonly spawned: Spawned; readonly lost: Promise<never>; readonly lose: (error: WorkerLost) => void }
  >();

  function start(slot: Slot) {
    const spawned = spawn(hooks, wished);
    let lose: (error: WorkerLost) => void = () => {};
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    // Nobody may be waiting when a worker dies between two steps.
    lost.catch(() => undefined);
    const worker = { spawned, lost, lose };
    workers.set(slot.number, worker);
    spawned.ended.then((reason) => {
      if (workers.get(slot.number) === worker) drop(slot, reason);
    });
    return worker;
  }
  const workerOf = (slot: Slot) => workers.get(slot.number) ?? start(slot);

  function drop(slot: Slot, reason: string): void {
    const worker = workers.get(slot.number);
    workers.delete(slot.number);
    slot.held.clear();
    worker?.lose(new WorkerLost(reason));
  }

  const slots = Array.from({ length: size }, (_, number): Slot => {
    const slot: Slot = {
      number,
      held: new Set(),
      running: new Set(),
      heavy: false,
      api: () => workerOf(slot).spawned.api,
      replace() {
        workers.get(number)?.spawned.terminate();
        drop(slot, 'it was stopped');
      },
    };
    return slot;
  });

  return {
    slots,
    guard: (slot, call) => Promise.race([call, workerOf(slot).lost]),
    setPreference(next) {
      wished = next;
    },
    dispose() {
      for (const slot of slots) slot.replace();
    },
  };
}
