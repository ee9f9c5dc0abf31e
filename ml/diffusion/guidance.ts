import { add, concat, fill, mul, slice, sub, type Tensor, type Tensor1D, tidy } from '../tf';
import type { Denoiser } from './denoiser';

/**
 * A denoiser with classifier-free guidance: `unconditional + scale · (conditional − unconditional)` (Ho & Salimans 2022,
 * eq. 6 with scale = w + 1). Scale 1 is the denoiser itself, 0 knows no class, more than 1 exaggerates the class. Other
 * scales ask it once about twice the rows. The same in every parameterisation, as they are affine in each other.
 */
export function guided(denoiser: Denoiser, { scale, nullClass }: GuidanceOptions): Denoiser {
  if (scale === 1) return denoiser;
  return (x, times, labels) =>
    tidy(() => {
      if (!labels) throw new RangeError('Guidance needs a class for each row.');
      const none: Tensor1D = fill(labels.shape, nullClass, 'int32');
      if (scale === 0) return denoiser(x, times, none);
      const both = denoiser(concat([x, x], 0), concat([times, times]), concat([labels, none]));
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
