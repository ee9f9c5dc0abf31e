import type { Catalogue } from '@/graph';
import type { BackendHost } from './backend-host';
import type { WorkerApi, WorkerHooks } from './pool';
import type { ServerCall } from './server';
import { createStepRunner } from './step';

/**
 * What a thread that runs steps offers to the engine: the same in a Web Worker, in a worker thread of Node, and in the engine's own thread. `close` gives
 * up what runs: the engine's own thread cannot be ended from outside.
 */
export function createWorkerApi(
  catalogue: Catalogue,
  backends: BackendHost,
  hooks: WorkerHooks,
  server?: ServerCall,
): WorkerApi & { close(): void } {
  const runner = createStepRunner(catalogue, backends, server);
  return {
    run: (request) =>
      runner.run(request, {
        emit: (events) => hooks.emit(request.task, events),
        loadCheckpoint: () => hooks.loadCheckpoint(request.task),
        saveCheckpoint: (checkpoint) => hooks.saveCheckpoint(request.task, checkpoint),
        asset: (sha256) => hooks.asset(sha256),
      }),
    control: async (command, tasks) => runner.control(command, tasks),
    listBackends: () => backends.list(),
    close: runner.close,
  };
}
