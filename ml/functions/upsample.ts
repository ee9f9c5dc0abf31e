import { concat, image, reshape, sum, type Tensor, type Tensor4D } from '../tf';
import { withGradient } from './with-gradient';

/**
 * Each pixel repeated `factor` times in height and width: `[B, H, W, C] → [B, factor · H, factor · W, C]`. The gradient adds up what each pixel became;
 * TF.js's own takes it from the wrong image on its `cpu` backend (4.22) when there are several.
 */
export function upsampleNearest(x: Tensor4D, factor: number): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return withGradient<Tensor4D>(
    [x],
    () => ({
      value: image.resizeNearestNeighbor(x, [factor * height, factor * width]),
      gradient: (dy) => [
        reshape(sum(reshape(dy, [batch * height, factor, width, factor, channels]), [1, 3]), [
          batch,
          height,
          width,
          channels,
        ]),
      ],
    }),
    () => {
      const repeated = (rows: Tensor) =>
        concat(
          Array.from({ length: factor }, () => rows),
          1,
        );
      const wide = repeated(reshape(x, [batch * height * width, channels]));
      const high = repeated(reshape(wide, [batch * height, factor * width * channels]));
      return reshape(high, [batch, factor * height, factor * width, channels]);
    },
  );
}
