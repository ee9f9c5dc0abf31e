import * as Comlink from 'comlink';
import { catalogue } from '@/nodes';
import { createBackendHost } from './backend-host';
import { serverRefused, WITHOUT_SERVER } from './framed';
import type { WorkerApi, WorkerHooks } from './pool';
import type { BackendPreference } from './runtime';
import { callServer } from './server';
import type { StepResult } from './step';
import { createWorkerApi } from './worker-api';

/** The entry of a Web Worker that runs steps. The engine introduces itself with `init`. */
export interface StepWorker {
  init(hooks: WorkerHooks, preference: BackendPreference): WorkerApi;
}

const entry: StepWorker = {
  init(hooks, preference) {
    const backends = createBackendHost({
      wasmPath: new URL('./tfjs/', self.location.href).href,
      preference,
      log: (line) => console.info(line),
    });
    const server = self.location.search === WITHOUT_SERVER ? serverRefused : callServer(self.location.origin);
    const api = createWorkerApi(catalogue, backends, hooks, server);
    return Comlink.proxy({ ...api, run: async (request) => withoutCopies(await api.run(request)) });
  },
};

/** Results move to the engine instead of being copied. */
function withoutCopies(result: StepResult): StepResult {
  if (!result.ok) return result;
  const buffers = new Set<Transferable>();
  for (const { bytes } of Object.values(result.values))
    if (bytes.buffer instanceof ArrayBuffer) buffers.add(bytes.buffer);
  return Comlink.transfer(result, [...buffers]);
}

Comlink.expose(entry);
