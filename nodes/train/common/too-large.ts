import { GenloomError, type RunContext } from '@/graph';
import type { Network } from '@/ml/network';
import { type Memory, memoryOf } from '@/ml/training/memory';
import { inGigabytes } from '../../common/memory';

/** All that WebAssembly can address; elsewhere, what a browser gives a page before it gives up. */
const MOST = { webAssembly: 65_536 * 65_536, elsewhere: 6.4e9 };

/** Refuses networks that cannot be trained on this device, with the memory that it would take at least; so many of their numbers may be frozen. @throws GenloomError `train.too-large` */
export function refuseLarge(
  networks: readonly Network[],
  batchSize: number,
  { backend }: Pick<RunContext, 'backend'>,
  frozen = 0,
): void {
  const parts = networks.map(memoryOf);
  const sum = (of: keyof Memory) => parts.reduce((total, part) => total + part[of], 0);
  // What is frozen has neither gradient nor averages.
  const [parameters, example] = [sum('parameters') - frozen * 12, sum('example')];
  const most = backend.name === 'wasm' ? MOST.webAssembly : MOST.elsewhere;
  const needed = parameters + batchSize * example;
  if (needed <= most) return;
  const fitting = Math.floor((most - parameters) / example);
  throw new GenloomError({
    code: 'train.too-large',
    title: `This training would take at least ${inGigabytes(needed)} of memory, and ${backend.name === 'wasm' ? 'WebAssembly' : 'a browser'} has no more than ${inGigabytes(most)} for it.`,
    detail: [
      `${inGigabytes(parameters)} for ${(parameters / 16).toLocaleString('en')} parameters, with their gradients and the optimiser’s averages`,
      ...(example > 0
        ? [`${inGigabytes(batchSize * example)} for the ${batchSize} examples of a batch on their way through`]
        : []),
    ]
      .join('; ')
      .concat('.'),
    fix:
      fitting >= 1
        ? `Set “Batch size” to at most ${fitting}, or make images smaller.`
        : example > 0
          ? 'Use smaller images, a shorter latent code, a smaller width or fewer layers.'
          : 'Use a smaller width, fewer layers or a smaller vocabulary.',
  });
}
