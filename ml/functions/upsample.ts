import { concat, image, mean, reshape, sum, type Tensor, type Tensor4D, zerosLike } from '../tf';
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

/** Zeros put between pixels, and after the last: `[B, H, W, C] → [B, 2 · H, 2 · W, C]`. A convolution of it is a transposed one of stride 2 (Dumoulin & Visin 2016). */
export function spacedOut(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const spaced = (rows: Tensor) => concat([rows, zerosLike(rows)], 1);
  const wide = spaced(reshape(x, [batch * height * width, channels]));
  const high = spaced(reshape(wide, [batch * height, 2 * width * channels]));
  return reshape(high, [batch, 2 * height, 2 * width, channels]);
}

/** The mean of each square of 2 × 2 pixels: `[B, H, W, C] → [B, H / 2, W / 2, C]`. */
export function meansOfSquares(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const wide = mean(reshape(x, [batch * height * (width / 2), 2, channels]), 1);
  const high = mean(reshape(wide, [batch * (height / 2), 2, (width / 2) * channels]), 1);
  return reshape(high, [batch, height / 2, width / 2, channels]);
}
