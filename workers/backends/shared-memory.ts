import { shareMemory } from '@/workers/kernels/wasm-module';

/**
 * Runs `start` while every WebAssembly module that is instantiated with a memory of its own has that memory shared, so that threads of ours can work in
 * it. TF.js's build without threads asks for a private one; a flag in the file is all the difference.
 */
export async function withSharedMemory<T>(start: () => Promise<T>): Promise<T> {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const fromBytes = (source: unknown, imports?: WebAssembly.Imports) =>
    Reflect.apply(instantiate, WebAssembly, [isBytes(source) ? shareMemory(source) : source, imports]);
  const fromResponse = async (source: Response | PromiseLike<Response>, imports?: WebAssembly.Imports) =>
    fromBytes(await (await source).arrayBuffer(), imports);
  replace('instantiate', fromBytes);
  replace('instantiateStreaming', fromResponse);
  try {
    return await start();
  } finally {
    replace('instantiate', instantiate);
    replace('instantiateStreaming', instantiateStreaming);
  }
}

const replace = (name: 'instantiate' | 'instantiateStreaming', value: unknown): void => {
  Object.defineProperty(WebAssembly, name, { value, configurable: true, writable: true });
};

const isBytes = (source: unknown): source is ArrayBuffer | Uint8Array =>
  source instanceof ArrayBuffer || source instanceof Uint8Array;
