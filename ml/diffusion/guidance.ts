import { add, concat, fill, mul, slice, sub, type Tensor, type Tensor1D, tidy, zerosLike } from '../tf';
import type { Denoiser } from './denoiser';

/**
 * A denoiser with classifier-free guidance: `unconditional + scale · (conditional − unconditional)` (Ho & Salimans 2022,
 * eq. 6 with scale = w + 1). Scale 1 is the denoiser itself, 0 knows no class and no caption, more than 1 exaggerates them. Other
 * scales ask it once about twice the rows. The same in every parameterisation, as they are affine in each other.
 */
export function guided(denoiser: Denoiser, { scale, nullClass }: GuidanceOptions): Denoiser {
  if (scale === 1) return denoiser;
  return (x, times, labels, captions) =>
    tidy(() => {
      if (!labels && !captions) throw new RangeError('Guidance needs a class or a caption for each row.');
      const none: Tensor1D | undefined = labels && fill(labels.shape, nullClass, 'int32');
      const empty = captions && zerosLike(captions);
      if (scale === 0) return denoiser(x, times, none, empty);
      const both = denoiser(
        concat([x, x], 0),
        concat([times, times]),
        labels && none && concat([labels, none]),
        captions && empty && concat([captions, empty]),
      );
      const rows = x.shape[0] ?? 0;
      const [conditional, unconditional] = [rowsFrom(both, 0, rows), rowsFrom(both, rows, rows)];
      return add(unconditional, mul(sub(conditional, unconditional), scale));
    });
}

export interface GuidanceOptions {
  readonly scale: number;
  /** The index that said “no class” in training (`DrawOptions.nullClass`). */
  readonly nullClass: number;
}

const rowsFrom = (x: Tensor, from: number, rows: number): Tensor =>
  slice(x, [from, ...x.shape.slice(1).map(() => 0)], [rows, ...x.shape.slice(1)]);
