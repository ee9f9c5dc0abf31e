import { decodeBase64 } from './base64';
import { kernelsOf, type RawKernel } from './threads/control';
import { shareMemory } from './wasm-module';

export type { RawKernel } from './threads/control';

/** How it was compiled: with SIMD, or with the fused instructions of relaxed SIMD too. */
export type Variant = 'simd' | 'relaxed';

export interface KernelModule {
  readonly variant: Variant;
  readonly compiled: WebAssembly.Module;
  readonly kernels: ReadonlyMap<string, RawKernel>;
  /** Throws a TypeError when the module has no such function. */
  kernel(name: string): RawKernel;
}

/** The variant of our kernels that this machine takes: null without SIMD. */
export function bestVariant(): Variant | null {
  if (!WebAssembly.validate(simdProbe)) return null;
  return WebAssembly.validate(relaxedProbe) ? 'relaxed' : 'simd';
}

/** Compiles a variant and links it to a memory of at most 65,536 pages, shared or not. Throws what WebAssembly throws when they do not fit. */
export async function loadKernels(memory: WebAssembly.Memory, variant: Variant): Promise<KernelModule> {
  const bytes = decodeBase64((await sources[variant]()).base64);
  const declared = isShared(memory) ? shareMemory(bytes) : bytes;
  const { instance, module } = await WebAssembly.instantiate(declared, { env: { memory } });
  const kernels = kernelsOf(instance);
  return {
    variant,
    compiled: module,
    kernels,
    kernel: (name) => {
      const exported = kernels.get(name);
      if (!exported) throw new TypeError(`The kernel module exports no function "${name}".`);
      return exported;
    },
  };
}

const sources: Readonly<Record<Variant, () => Promise<{ readonly base64: string }>>> = {
  simd: () => import('./generated/simd'),
  relaxed: () => import('./generated/relaxed'),
};

export const isShared = (memory: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;

/** `(module (func (drop (i8x16.splat …))))`-like bodies, as wasm-feature-detect does: valid only where understood. */
const probe = (...body: readonly number[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array([
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    4,
    1,
    96,
    0,
    0,
    3,
    2,
    1,
    0,
    10,
    body.length + 4,
    1,
    body.length + 2,
    0,
    ...body,
    11,
  ]);

/** i32.const 0, i8x16.splat, drop */
const simdProbe = probe(65, 0, 253, 15, 26);
/** three zero vectors, f32x4.relaxed_madd, drop */
const relaxedProbe = probe(65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 0x85, 2, 26);
