import type { Checkpoint } from '@/graph';
import type { Command } from './control';
import type { BackendName, BackendStatus } from './runtime';
import type { StepRequest, StepResult } from './step';
import type { StepEvent } from './teller';

/** What a worker calls in the engine, for a task that it was given. */
export interface WorkerHooks {
  emit(task: string, events: readonly StepEvent[]): void;
  loadCheckpoint(task: string): Promise<Checkpoint | null>;
  saveCheckpoint(task: string, checkpoint: Checkpoint): Promise<void>;
  asset(sha256: string): Promise<Uint8Array | null>;
}

/** What the engine calls in a worker. */
export interface WorkerApi {
  run(request: StepRequest): Promise<StepResult>;
  control(command: Command, tasks: readonly string[]): Promise<void>;
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
  /** Tasks under way. */
  readonly running: Set<string>;
  heavy: boolean;
  /** Its worker is to be replaced once it is idle, and is given nothing more: memory leaked, or another backend is wanted. */
  stale: boolean;
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
  preference(): BackendName | 'auto';
  setPreference(preference: BackendName | 'auto'): void;
  dispose(): void;
}

interface Worker {
  readonly spawned: Spawned;
  readonly lost: Promise<never>;
  lose(error: WorkerLost): void;
}

/** A fixed number of places whose workers start when they are first needed, and are replaced when they die. */
export function createPool(
  size: number,
  spawn: Spawn,
  hooks: WorkerHooks,
  preference: BackendName | 'auto' = 'auto',
): Pool {
  let wished = preference;
  const workers = new Map<number, Worker>();

  function start(slot: Slot): Worker {
    let lose: (error: WorkerLost) => void = () => {};
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    // Nobody may be waiting when a worker dies between two steps.
    lost.catch(() => undefined);
    const spawned = spawn(
      whileAlive(hooks, () => workers.get(slot.number)?.lose === lose),
      wished,
    );
    const worker: Worker = { spawned, lost, lose };
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
    slot.stale = false;
    // One that has failed may go on living, and keep its memory.
    worker?.spawned.terminate();
    worker?.lose(new WorkerLost(reason));
  }

  const slots = Array.from({ length: size }, (_, number): Slot => {
    const slot: Slot = {
      number,
      held: new Set(),
      running: new Set(),
      heavy: false,
      stale: false,
      api: () => workerOf(slot).spawned.api,
      replace: () => drop(slot, 'it was stopped'),
    };
    return slot;
  });

  return {
    slots,
    guard: (slot, call) => Promise.race([call, workerOf(slot).lost]),
    preference: () => wished,
    setPreference(next) {
      wished = next;
    },
    dispose() {
      for (const slot of slots) slot.replace();
    },
  };
}

/** What a worker that was given up still says is not heard: its checkpoint may be older than that of the one that took its place. */
function whileAlive(hooks: WorkerHooks, isAlive: () => boolean): WorkerHooks {
  const refuse = () => Promise.reject(new WorkerLost('it was replaced'));
  return {
    emit: (task, events) => {
      if (isAlive()) hooks.emit(task, events);
    },
    loadCheckpoint: (task) => (isAlive() ? hooks.loadCheckpoint(task) : refuse()),
    saveCheckpoint: (task, checkpoint) => (isAlive() ? hooks.saveCheckpoint(task, checkpoint) : refuse()),
    asset: (sha256) => (isAlive() ? hooks.asset(sha256) : refuse()),
  };
}
