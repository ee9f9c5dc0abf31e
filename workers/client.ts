import * as Comlink from 'comlink';
import { GenloomError, type RunEvent, type View } from '@/graph';
import type { EngineWorker, RemoteEngine } from './engine.worker';
import { WITHOUT_SERVER } from './framed';
import { createLifeline, type Lifeline } from './lifeline';
import type { BackendPreference, DownloadHandle, RunHandle, Runtime } from './runtime';

export type {
  BackendName,
  BackendPreference,
  BackendStatus,
  CachedNode,
  DownloadEnd,
  DownloadHandle,
  ExportedFile,
  KeptWork,
  RunHandle,
  RunRequest,
  Runtime,
  StorageUsage,
  WantedDownload,
} from './runtime';
export { refuseLargeAsset } from './runtime';

export interface RuntimeOptions {
  readonly preference?: BackendPreference;
  /** False where a run may ask nothing of the server: inside a page of somebody else. */
  readonly server?: boolean;
  /** Told in a sentence when something happens outside of a run: storage is full. */
  readonly onNotice?: (text: string) => void;
}

type RemoteRuntime = Comlink.Remote<RemoteEngine & Comlink.ProxyMarked>;
interface Connection {
  readonly worker: Worker;
  readonly runtime: Promise<RemoteRuntime>;
  readonly lifeline: Lifeline;
}

/**
 * The runtime of this page: an engine in a worker of its own, started with the first call. When that worker dies, whatever waits for it is told, and the next
 * call starts a fresh one; results that were kept are still there.
 */
export function createRuntime({
  preference = 'auto',
  server = true,
  onNotice = () => {},
}: RuntimeOptions = {}): Runtime {
  let connection: Connection | null = null;

  function connect(): Connection {
    const worker = new Worker(`/workers/engine.worker.js${server ? '' : WITHOUT_SERVER}`, {
      type: 'module',
      name: 'Genloom engine',
    });
    const entry = Comlink.wrap<EngineWorker>(worker);
    const lifeline = createLifeline();
    const end = () => {
      // A worker that is late with its end takes no fresh one along.
      if (connection?.worker === worker) connection = null;
      worker.terminate();
    };
    worker.onerror = (event) => {
      // Whoever waits is told; it is no error of the page's own.
      event.preventDefault();
      end();
      lifeline.cut(engineLost(event.message));
    };
    const runtime = entry.open(preference, Comlink.proxy(onNotice));
    // Who called is told; the next call tries a fresh one.
    runtime.catch(end);
    return { worker, runtime, lifeline };
  }

  /** Calls the engine, and gives up when its worker dies. */
  async function call<Result>(use: (runtime: RemoteRuntime, lifeline: Lifeline) => Promise<Result>): Promise<Result> {
    connection ??= connect();
    const { runtime, lifeline } = connection;
    return lifeline.guard(runtime.then((remote) => use(remote, lifeline)));
  }

  return {
    start: () => call((runtime) => runtime.start()),
    setBackend: (name) => call((runtime) => runtime.setBackend(name)),
    run: ({ document, targets, onEvents }) =>
      call(async (runtime, lifeline): Promise<RunHandle> => {
        // What a run tells and its end come over two channels, in any order; it has ended when all of it was told.
        let told = () => {};
        const wholly = new Promise<void>((resolve) => {
          told = resolve;
        });
        const hear = (events: readonly RunEvent[]) => {
          try {
            onEvents(events);
          } finally {
            if (events.some(({ type }) => type === 'run-finished')) told();
          }
        };
        const remote = await runtime.run({ document, targets }, Comlink.proxy(hear));
        return {
          runId: await remote.runId,
          cancel: () => lifeline.guard(remote.cancel()),
          pause: () => lifeline.guard(remote.pause()),
          resume: () => lifeline.guard(remote.resume()),
          done: lifeline.guard(Promise.all([remote.done, wholly]).then(([end]) => end)),
        };
      }),
    cached: (document) => call((runtime) => runtime.cached(document)),
    kept: (document) => call((runtime) => runtime.kept(document)),
    view: (key, port, options) => call<View | null>(async (runtime) => runtime.view(key, port, options)),
    factsOf: (key, port) => call((runtime) => runtime.factsOf(key, port)),
    exportValue: (key, port, format) => call((runtime) => runtime.exportValue(key, port, format)),
    addAsset: (file) => call((runtime) => runtime.addAsset(file)),
    hasAsset: (sha256) => call((runtime) => runtime.hasAsset(sha256)),
    download: (wanted, onProgress) =>
      call(async (runtime, lifeline): Promise<DownloadHandle> => {
        const remote = await runtime.download(wanted, Comlink.proxy(onProgress));
        return { stop: () => lifeline.guard(remote.stop()), done: lifeline.guard(remote.done) };
      }),
    pin: (document) => call((runtime) => runtime.pin(document)),
    usage: () => call((runtime) => runtime.usage()),
    setBudget: (bytes) => call((runtime) => runtime.setBudget(bytes)),
    clear: () => call((runtime) => runtime.clear()),
    async dispose() {
      const current = connection;
      connection = null;
      if (!current) return;
      await current.runtime.then((runtime) => runtime.dispose()).catch(() => undefined);
      current.worker.terminate();
    },
  };
}

const engineLost = (message: string) =>
  new GenloomError({
    code: 'engine.lost',
    title: 'The engine stopped.',
    detail: message || 'It may have run out of memory.',
    fix: 'Run again: a fresh one starts, and what was kept is still there.',
  });
