import type { Model, RunContext } from '@/graph';
import { uploadCodes } from '@/ml/compress/upload';
import type { Network } from '@/ml/network';
import type { Tensor } from '@/ml/tf';

/**
 * A model's weights on the device, to write with: what was quantised lies there as its codes where the device multiplies by them, and in full where it does
 * not, which is told. The caller disposes of them (`disposeAll`).
 */
export function weightsInUse(
  network: Network,
  { weights }: Pick<Model, 'weights'>,
  { log, backend }: Pick<RunContext, 'log' | 'backend'>,
): Record<string, Tensor> {
  const { tensors, coded, full } = uploadCodes(network, weights);
  if (coded.length > 0)
    log('info', `${coded.length} quantised matrices are used as they are, in a byte for each number.`);
  if (full.length > 0)
    log(
      'info',
      `${full.length} quantised matrices are worked out in full here, and are small only where they are stored: products with codes are made on wasm, with one scale per channel; this is ${backend.name}.`,
    );
  return tensors;
}
