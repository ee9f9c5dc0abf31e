import { folded, unfolded } from '../functions/patches';
import { meansOfSquares, upsampleNearest } from '../functions/upsample';
import { reshape, type Tensor4D } from '../tf';
import { onlyInput } from './initial';
import type { Layer } from './layer';
import { choiceOf, sizeParam } from './params';

/**
 * Changes the size of images without learning anything, `[B, H, W, C]` to: 'half', the mean of each square of 2 × 2; 'double', each pixel repeated; 'fold', squares
 * of `factor × factor` pixels laid into channels, and 'unfold', the way back (Shi et al. 2016). Params: `way`, `factor` (of the last two).
 */
export const resample: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward(inputs, _weights, params) {
    const x = onlyInput(inputs);
    const images: Tensor4D = reshape(x, [x.shape[0] ?? 0, x.shape[1] ?? 0, x.shape[2] ?? 0, -1]);
    switch (choiceOf(params, 'way', ['half', 'double', 'fold', 'unfold'])) {
      case 'half':
        return meansOfSquares(images);
      case 'double':
        return upsampleNearest(images, 2);
      case 'fold':
        return folded(images, sizeParam(params, 'factor'));
      case 'unfold':
        return unfolded(images, sizeParam(params, 'factor'));
    }
  },
};
