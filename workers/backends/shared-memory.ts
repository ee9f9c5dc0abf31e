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

const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;
const SHARED = 2;

/** The module with its memory declared shared (the “limits” of a memory type in the WebAssembly threads proposal); the same bytes where it has none, or none with a maximum. */
export function shareMemory(module: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(new Uint8Array(module));
  let at = 8; // after the magic number and the version
  while (at < bytes.length) {
    const section = bytes[at];
    const size = readUnsigned(bytes, at + 1);
    if (section === MEMORY_SECTION) {
      const limits = readUnsigned(bytes, size.next).next;
      if (bytes[limits] === HAS_MAXIMUM) bytes[limits] = HAS_MAXIMUM | SHARED;
      return bytes;
    }
    at = size.next + size.value;
  }
  return bytes;
}

/** An unsigned LEB128 number, and where the next byte stands. */
function readUnsigned(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[next] ?? 0;
    next += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next };
  }
}
