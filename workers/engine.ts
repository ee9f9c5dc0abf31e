import type { Catalogue } from '@/graph';
import type { ArtifactStore } from './artifacts/store';
import { readCheckpoint, writeCheckpoint } from './checkpoints';
import type { ActiveRun, EngineState, Task } from './engine-state';
import { createPlacement } from './placement';
import { createPool, type Spawn, type WorkerHooks } from './pool';
import { startRun } from './run';
import type { BackendPreference, BackendStatus, RunHandle, RunRequest } from './runtime';
import { createValues } from './values';

export interface EngineOptions {
  readonly catalogue: Catalogue;
  readonly store: ArtifactStore;
  readonly spawn: Spawn;
  readonly workers: number;
  readonly preference?: BackendPreference;
  /** Milliseconds a worker has to answer a cancel before it is ended. */
  readonly patience?: number;
  /** Bytes of results that are kept in memory beside the store. */
  readonly remembered?: number;
}

export interface Engine {
  run(request: RunRequest): RunHandle;
  /** What there is on this machine. With a preference, steps that start from now on use that backend; those under way end on theirs. */
  backends(preference?: BackendPreference): Promise<readonly BackendStatus[]>;
  /** Cancels what runs, ends the workers, and writes what is not on the disk yet. */
  dispose(): Promise<void>;
}

/**
 * Walks plans: hands ready steps to a pool of workers, branches side by side, each where its inputs are; extends block networks itself; keeps what comes out
 * in the store; tells everything in one stream of events. Knows neither page nor file system.
 */
export function createEngine(options: EngineOptions): Engine {
  const { catalogue, store, spawn, workers, preference = 'auto', patience = 800, remembered } = options;
  const tasks = new Map<string, Task>();
  const runs = new Set<ActiveRun>();
  let backendLabel = '';
  let runCount = 0;

  const checkpointOf = (task: string) => {
    const lineage = tasks.get(task)?.lineage;
    return lineage ? `checkpoint-${lineage}` : null;
  };
  const hooks: WorkerHooks = {
    emit: (task, events) => tasks.get(task)?.hear(events),
    async loadCheckpoint(task) {
      const name = checkpointOf(task);
      return name ? readCheckpoint(store, name) : null;
    },
    async saveCheckpoint(task, checkpoint) {
      const name = checkpointOf(task);
      if (name) await writeCheckpoint(store, name, checkpoint);
    },
    asset: (sha256) => store.readBlob(`asset-${sha256}`),
  };
  const pool = createPool(workers, spawn, hooks, preference);
  const state: EngineState = {
    catalogue,
    store,
    pool,
    values: createValues(store, remembered),
    patience,
    tasks,
    underWay: new Set(),
    placement: createPlacement(catalogue, pool),
    runs,
    backendLabel: () => backendLabel,
  };

  /** Each worker starts anew with the backend now wished: an idle one at once, the others when their steps are over. */
  function prefer(wished: BackendPreference): void {
    pool.setPreference(wished);
    for (const slot of pool.slots) {
      if (slot.running.size === 0) slot.replace();
      else slot.stale = true;
    }
  }

  return {
    run: (request) => startRun(state, `run-${Date.now().toString(36)}-${runCount++}`, request),
    async backends(wished) {
      if (wished !== undefined && wished !== pool.preference()) prefer(wished);
      const slot = pool.slots.find((one) => !one.stale) ?? pool.slots[0];
      if (!slot) return [];
      const statuses = await pool.guard(slot, slot.api().listBackends());
      backendLabel = statuses.find((status) => status.active)?.label ?? '';
      return statuses;
    },
    async dispose() {
      await Promise.all([...runs].map((run) => run.cancel()));
      pool.dispose();
      await store.flush();
    },
  };
}
