import type { Checkpoint } from '@/graph';
import type { Command } from './control';
import { createLifeline, type Lifeline } from './lifeline';
import type { BackendPreference, BackendStatus } from './runtime';
import type { StepRequest, StepResult } from './step';
import type { StepEvent } from './teller';

/** What a worker calls in the engine, for a task that it was given. */
export interface WorkerHooks {
  /** Across threads it returns a promise, kept once the engine has heard. */
  emit(task: string, events: readonly StepEvent[]): unknown;
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
export type Spawn = (hooks: WorkerHooks, preference: BackendPreference) => Spawned;

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
  /** @param onPurpose the engine ended it, and not for the sake of this step */
  constructor(
    reason: string,
    readonly onPurpose = false,
  ) {
    super(reason);
    this.name = 'WorkerLost';
  }
}

export interface Pool {
  readonly slots: readonly Slot[];
  /** The result of a call to the slot's worker. @throws WorkerLost when the worker dies first */
  guard<Result>(slot: Slot, call: Promise<Result>): Promise<Result>;
  preference(): BackendPreference;
  setPreference(preference: BackendPreference): void;
  dispose(): void;
}

interface Worker {
  readonly spawned: Spawned;
  readonly lifeline: Lifeline;
}

/** A fixed number of places whose workers start when they are first needed, and are replaced when they die. */
export function createPool(
  size: number,
  spawn: Spawn,
  hooks: WorkerHooks,
  preference: BackendPreference = 'auto',
): Pool {
  let wished = preference;
  const workers = new Map<number, Worker>();

  function start(slot: Slot): Worker {
    const lifeline = createLifeline();
    const isAlive = () => workers.get(slot.number)?.lifeline === lifeline;
    const spawned = spawn(whileAlive(hooks, isAlive), wished);
    const worker: Worker = { spawned, lifeline };
    workers.set(slot.number, worker);
    spawned.ended.then((reason) => {
      if (workers.get(slot.number) === worker) drop(slot, new WorkerLost(reason));
    });
    return worker;
  }
  const workerOf = (slot: Slot) => workers.get(slot.number) ?? start(slot);

  function drop(slot: Slot, lost: WorkerLost): void {
    const worker = workers.get(slot.number);
    workers.delete(slot.number);
    slot.held.clear();
    slot.stale = false;
    // One that has failed may go on living, and keep its memory.
    worker?.spawned.terminate();
    worker?.lifeline.cut(lost);
  }

  const slots = Array.from({ length: size }, (_, number): Slot => {
    const slot: Slot = {
      number,
      held: new Set(),
      running: new Set(),
      heavy: false,
      stale: false,
      api: () => workerOf(slot).spawned.api,
      replace: () => drop(slot, new WorkerLost('it was replaced', true)),
    };
    return slot;
  });

  return {
    slots,
    guard: (slot, call) => workerOf(slot).lifeline.guard(call),
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
    emit: (task, events) => (isAlive() ? hooks.emit(task, events) : undefined),
    loadCheckpoint: (task) => (isAlive() ? hooks.loadCheckpoint(task) : refuse()),
    saveCheckpoint: (task, checkpoint) => (isAlive() ? hooks.saveCheckpoint(task, checkpoint) : refuse()),
    asset: (sha256) => (isAlive() ? hooks.asset(sha256) : refuse()),
  };
}
