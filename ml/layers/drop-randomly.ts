import { dropout } from '../functions/dropout';
import { NetworkError } from '../network';
import type { Tensor } from '../tf';
import type { LayerContext } from './layer';

/** Dropout while training, with the context's random numbers. */
export function dropRandomly(x: Tensor, rate: number, { training, random }: LayerContext): Tensor {
  if (!training || rate === 0) return x;
  if (!random) throw new NetworkError('training with dropout needs random numbers.');
  return dropout(x, rate, random);
}
