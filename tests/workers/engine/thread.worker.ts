import { type MessagePort, parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createBackendHost } from '@/workers/backend-host';
import type { WorkerHooks } from '@/workers/pool';
import { createWorkerApi } from '@/workers/worker-api';
import { playground } from './playground';

/** What only a thread of its own survives: a loop that never ends, memory that runs out, an exit. */
const { catalogue } = playground({
  spin: () => {
    for (;;);
  },
  eat: () => {
    const eaten: number[][] = [];
    for (;;) eaten.push(new Array(100_000).fill(0.5));
  },
  exit: () => process.exit(3),
});

const entry = {
  init: (hooks: WorkerHooks) =>
    Comlink.proxy(
      createWorkerApi(catalogue, createBackendHost({ wasmPath: '', preference: 'cpu', log: () => {} }), hooks),
    ),
};
export type ThreadWorker = typeof entry;

const given: MessagePort | null = parentPort;
if (given) Comlink.expose(entry, nodeEndpoint(given));
