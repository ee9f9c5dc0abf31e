import type { Catalogue } from '@/graph';
import type { BackendHost } from './backend-host';
import type { WorkerApi, WorkerHooks } from './pool';
import { createStepRunner } from './step';

/** What a thread that runs steps offers to the engine: the same in a Web Worker, in a worker thread of Node, and in the engine's own thread. */
export function createWorkerApi(catalogue: Catalogue, backends: BackendHost, hooks: WorkerHooks): WorkerApi {
  const runner = createStepRunner(catalogue, backends);
  return {
    run: (request) =>
      runner.run(request, {
        emit: (events) => hooks.emit(request.nodeId, events),
        loadCheckpoint: () => hooks.loadCheckpoint(request.nodeId),
        saveCheckpoint: (checkpoint) => hooks.saveCheckpoint(request.nodeId, checkpoint),
        asset: (sha256) => hooks.asset(sha256),
      }),
    control: async (command) => runner.control(command),
    chooseBackend: (preference) => backends.choose(preference),
    listBackends: () => backends.list(),
  };
}
