import { decodeBase64 } from './base64';
import { kernelsOf, type RawKernel } from './threads/control';

export type { RawKernel } from './threads/control';

export type Variant = 'plain-simd' | 'plain-relaxed' | 'shared-simd' | 'shared-relaxed';

export interface KernelModule {
  readonly variant: Variant;
  readonly compiled: WebAssembly.Module;
  readonly kernels: ReadonlyMap<string, RawKernel>;
  /** Throws a TypeError when the module has no such function. */
  kernel(name: string): RawKernel;
}

/** The variant of our kernels that this machine and this memory take: null without SIMD. */
export function bestVariant(memory: WebAssembly.Memory): Variant | null {
  if (!WebAssembly.validate(simdProbe)) return null;
  const fused = WebAssembly.validate(relaxedProbe);
  if (isShared(memory)) return fused ? 'shared-relaxed' : 'shared-simd';
  return fused ? 'plain-relaxed' : 'plain-simd';
}

/** Compiles a variant and links it to a memory. Throws what WebAssembly throws when they do not fit. */
export async function loadKernels(memory: WebAssembly.Memory, variant: Variant): Promise<KernelModule> {
  const { base64 } = await sources[variant]();
  const { instance, module } = await WebAssembly.instantiate(decodeBase64(base64), { env: { memory } });
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
  'plain-simd': () => import('./generated/plain-simd'),
  'plain-relaxed': () => import('./generated/plain-relaxed'),
  'shared-simd': () => import('./generated/shared-simd'),
  'shared-relaxed': () => import('./generated/shared-relaxed'),
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
