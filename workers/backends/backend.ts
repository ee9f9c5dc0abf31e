import type { BackendName } from '@/workers/runtime';

/** What a started backend is, as the page shows it. */
export interface StartedBackend {
  readonly name: BackendName;
  /** Processor threads that compute; 1 where the work is not done by the processor. */
  readonly threads: number;
  /** Billions of floating-point operations a second in a small piece of training, measured at start. */
  readonly gflops: number;
  /** `WebAssembly · 2 threads`. */
  readonly label: string;
}

export interface BackendOptions {
  /** Folder of TF.js's `.wasm` files, with the slash at its end: an address in a browser, a path in Node. */
  readonly wasmPath: string;
  readonly log: (line: string) => void;
  /** Products in half precision on WebGPU, where they are right and quicker; so if not given. */
  readonly half?: boolean;
  /** Threads that TF.js's own wasm kernels may use; as many as the machine has, up to 8, when not given. */
  readonly threads?: number;
}

/** A backend that is the current one of TF.js now. */
export interface Candidate {
  readonly threads: number;
  readonly label: string;
}

/** Why a backend cannot be had on this machine, in the user's words. */
export class BackendUnavailableError extends Error {
  override readonly name = 'BackendUnavailableError';
  constructor(
    readonly backend: BackendName,
    why: string,
  ) {
    super(why);
  }
}

/** Whether a driver's name is one of those for a graphics card played by the processor: right, too slow to be chosen unasked. */
export const isSoftwareRenderer = (description: string): boolean =>
  /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i.test(description);

/** How people read a graphics backend; one that the processor plays says so. */
export const graphicsLabel = (name: string, { software }: { readonly software: boolean }): string =>
  software ? `${name} (software)` : name;
