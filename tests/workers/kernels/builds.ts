import { allowRelaxedSimd } from '@/workers/backends/node';
import type { Variant } from '@/workers/kernels/module';

allowRelaxedSimd();

/** A build of the kernels: how it was compiled, and whether its memory is shared. */
export interface Build {
  readonly variant: Variant;
  readonly shared: boolean;
}

/** Every build there is. */
export const BUILDS: readonly Build[] = [
  { variant: 'simd', shared: false },
  { variant: 'relaxed', shared: false },
  { variant: 'simd', shared: true },
  { variant: 'relaxed', shared: true },
];

/** A memory as TF.js has it, shared or not. */
export const memoryFor = ({ shared }: Pick<Build, 'shared'>): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: 256, maximum: 65_536, shared });
