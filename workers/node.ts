import type { Catalogue } from '@/graph';
import { catalogue as fullCatalogue } from '@/nodes';
import { diskFiles } from './artifacts/disk-files';
import type { Files } from './artifacts/files';
import { memoryFiles } from './artifacts/memory-files';
import { type ArtifactStore, openStore } from './artifacts/store';
import { createBackendHost } from './backend-host';
import { nodeWasmPath } from './backends/node';
import { createEngine } from './engine';
import type { Spawn } from './pool';
import type { BackendPreference, Runtime } from './runtime';
import { createRuntimeCore } from './runtime-core';
import { callServer } from './server';
import { createWorkerApi } from './worker-api';

export interface NodeRuntimeOptions {
  readonly catalogue?: Catalogue;
  /** Folder for results; in memory when not given. */
  readonly directory?: string;
  readonly files?: Files;
  readonly backend?: BackendPreference;
  readonly budget?: number;
  /** Origin of a running Genloom, `http://localhost:3000`: what steps ask services by. @throws GenloomError `server.address` where it is none */
  readonly server?: string;
  /** How steps are run; in this thread when not given. */
  readonly spawn?: Spawn;
  /** More than one only where each has a thread of its own, or none computes: steps side by side in one thread would count each other's tensors. */
  readonly workers?: number;
  /** Milliseconds a worker has to answer a cancel before it is ended. */
  readonly patience?: number;
  readonly log?: (line: string) => void;
}

/** The same engine and store under Node, for the command line, measurements and tests. Steps run in this thread unless told otherwise. */
export async function createNodeRuntime(
  options: NodeRuntimeOptions = {},
): Promise<Runtime & { readonly store: ArtifactStore }> {
  const { catalogue = fullCatalogue, directory, backend = 'wasm', log = () => {} } = options;
  const files = options.files ?? (directory === undefined ? memoryFiles() : await diskFiles(directory));
  const store = await openStore(files, options.budget === undefined ? {} : { budget: options.budget });
  const server = options.server === undefined ? undefined : callServer(options.server);
  const inThisThread: Spawn = (hooks, preference) => {
    const backends = createBackendHost({ wasmPath: nodeWasmPath(), preference, log });
    const api = createWorkerApi(catalogue, backends, hooks, server);
    return { api, ended: new Promise(() => {}), terminate: api.close };
  };
  const engine = createEngine({
    catalogue,
    store,
    spawn: options.spawn ?? inThisThread,
    workers: options.workers ?? 1,
    preference: backend,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  return { ...createRuntimeCore(catalogue, engine, store), store };
}
