import type * as Transformers from '@huggingface/transformers';

export type Library = typeof Transformers;

let loaded: { readonly webgpu: boolean; readonly library: Promise<Library> } | null = null;
/** The files of models that are being loaded, by the names that transformers.js is told. */
const folders = new Map<string, ReadonlyMap<string, Uint8Array>>();

/**
 * transformers.js with ONNX Runtime, loaded when a model first needs it, and told to ask nobody for anything: models come from {@link withFolder}, and the
 * runtime’s own .wasm from beside this worker (in Node, from its package).
 * @param webgpu whether the runtime has to know WebGPU; a worker has one build of it
 * @returns null where this worker began with the build that does not
 */
export async function transformers(webgpu: boolean): Promise<Library | null> {
  loaded ??= { webgpu, library: load(webgpu) };
  const begun = loaded;
  if (webgpu && !begun.webgpu) return null;
  try {
    return await begun.library;
  } catch (error) {
    if (loaded === begun) loaded = null;
    throw error;
  }
}

/** Gives transformers.js a model’s files under a name while it loads it. */
export async function withFolder<Result>(
  files: ReadonlyMap<string, Uint8Array>,
  work: (name: string) => Promise<Result>,
): Promise<Result> {
  // It remembers what it found under a name, so that each has one of its own.
  count += 1;
  const name = `given/model-${count}`;
  folders.set(name, files);
  try {
    return await work(name);
  } finally {
    folders.delete(name);
  }
}
let count = 0;

const inNode = (): boolean => typeof WorkerGlobalScope === 'undefined' && typeof process !== 'undefined';

async function load(webgpu: boolean): Promise<Library> {
  const node = inNode() ? await import('./in-node') : null;
  // Node has a runtime of its own for it, a package of 288 MB that is not installed: it takes the browser’s where it finds it under this name.
  if (node) Object.assign(globalThis, { [Symbol.for('onnxruntime')]: node.runtime() });
  const library = await import('@huggingface/transformers');
  const { env, LogLevel } = library;
  env.logLevel = LogLevel.NONE;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/';
  env.remoteHost = '/';
  env.remotePathTemplate = '{model}/';
  env.useFS = false;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = { match: async (path) => given(path), put: async () => {} };
  env.fetch = async () => new Response(null, { status: 404 });
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('ONNX Runtime has no WebAssembly here');
  const build = webgpu ? 'ort-wasm-simd-threaded.asyncify' : 'ort-wasm-simd-threaded';
  const at = node ? node.place() : new URL('./ort/', self.location.href).href;
  wasm.wasmPaths = { mjs: `${at}${build}.mjs`, wasm: `${at}${build}.wasm` };
  wasm.proxy = false;
  wasm.numThreads = node || !self.crossOriginIsolated ? 1 : Math.min(MOST_THREADS, navigator.hardwareConcurrency);
  return library;
}

const MOST_THREADS = 4;

/** `/given/model-1/onnx/model.onnx` */
function given(path: string): Given | undefined {
  const [, folder = '', name = ''] = /^\/(given\/model-\d+)\/+(.+)$/.exec(path) ?? [];
  const bytes = folders.get(folder)?.get(name);
  return bytes && new Given(bytes);
}

/** A file as an answer that gives its bytes without a copy of them: models are large. */
class Given extends Response {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super(null, { headers: { 'content-length': String(bytes.length) } });
    this.#bytes = bytes;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#bytes;
    return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength
      ? buffer
      : new Uint8Array(this.#bytes).buffer;
  }
}
