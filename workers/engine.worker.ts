import * as Comlink from 'comlink';
import { sentenceOf } from '@/graph';
import { catalogue } from '@/nodes';
import { openFiles } from './artifacts/opfs-files';
import { openStore } from './artifacts/store';
import { createEngine } from './engine';
import type { Spawn, WorkerApi } from './pool';
import type { BackendPreference, DownloadHandle, RunHandle, RunRequest, Runtime, WantedDownload } from './runtime';
import { createRuntimeCore } from './runtime-core';
import type { StepWorker } from './step.worker';

/** The entry of the engine's own worker: it owns the store, starts the step workers, and keeps the page free for drawing. */
export interface EngineWorker {
  open(preference: BackendPreference, notice: (text: string) => void): Promise<RemoteEngine & Comlink.ProxyMarked>;
}

/** The runtime as it crosses threads: Comlink passes a function only as an argument of its own, never inside of an object. */
export interface RemoteEngine extends Omit<Runtime, 'run' | 'download'> {
  download(wanted: WantedDownload, onProgress: (bytes: number) => void): Promise<DownloadHandle & Comlink.ProxyMarked>;
  run(
    request: Omit<RunRequest, 'onEvents'>,
    onEvents: RunRequest['onEvents'],
  ): Promise<RunHandle & Comlink.ProxyMarked>;
}

const spawn: Spawn = (hooks, preference) => {
  // What the engine was told with its address, its workers are told too.
  const address = new URL(`./step.worker.js${self.location.search}`, self.location.href);
  const worker = new Worker(address, { type: 'module', name: 'Genloom step' });
  const remote = Comlink.wrap<StepWorker>(worker);
  const ready = remote.init(Comlink.proxy(hooks), preference);
  const ended = new Promise<string>((resolve) => {
    worker.onerror = (event) => {
      // Dealt with here: it would go on to this worker's own errors, and the page would take the engine for dead.
      event.preventDefault();
      resolve(event.message || 'it ran out of memory');
    };
    ready.catch((error: unknown) => resolve(error instanceof Error ? error.message : String(error)));
  });
  const api: WorkerApi = {
    run: async (request) => (await ready).run(request),
    control: async (command, tasks) => (await ready).control(command, tasks),
    listBackends: async () => (await ready).listBackends(),
  };
  return { api, ended, terminate: () => worker.terminate() };
};

const entry: EngineWorker = {
  async open(preference, notice) {
    const store = await openStore(await openFiles());
    store.onTrouble((error) => notice(sentenceOf(error)));
    const workers = Math.max(2, Math.min(4, Math.floor((navigator.hardwareConcurrency ?? 2) / 2)));
    const engine = createEngine({ catalogue, store, spawn, workers, preference });
    const runtime = createRuntimeCore(catalogue, engine, store);
    return Comlink.proxy<RemoteEngine>({
      ...runtime,
      download: async (wanted, onProgress) => Comlink.proxy(await runtime.download(wanted, onProgress)),
      run: async (request, onEvents) => Comlink.proxy(await runtime.run({ ...request, onEvents })),
    });
  },
};

Comlink.expose(entry);
