/** The discrete Fourier transform of one length, in place. */
export interface Fft {
  readonly size: number;
  /** Real and imaginary parts become the spectrum: X(k) = Σ x(n) e^(−2πikn/N). */
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** The way back, divided by N. */
  inverse(real: Float64Array, imaginary: Float64Array): void;
}

/**
 * Makes the transform of `size` numbers, a power of two (Cooley & Tukey 1965, radix 2, decimation in time).
 * @throws RangeError for other sizes
 */
export function createFft(size: number): Fft {
  if (!Number.isInteger(Math.log2(size)) || size < 2) throw new RangeError(`${size} is no power of two`);
  const half = size / 2;
  const cosines = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));
  const reversed = bitReversal(size);

  const forward = (real: Float64Array, imaginary: Float64Array): void => {
    for (let place = 0; place < size; place++) {
      const other = reversed[place] ?? 0;
      if (other <= place) continue;
      swap(real, place, other);
      swap(imaginary, place, other);
    }
    for (let span = 1; span < size; span *= 2) {
      const step = half / span;
      for (let start = 0; start < size; start += 2 * span)
        for (let k = 0; k < span; k++) {
          const cosine = cosines[k * step] ?? 0;
          const sine = sines[k * step] ?? 0;
          const [even, odd] = [start + k, start + k + span];
          const x = real[odd] ?? 0;
          const y = imaginary[odd] ?? 0;
          const turnedX = x * cosine + y * sine;
          const turnedY = y * cosine - x * sine;
          real[odd] = (real[even] ?? 0) - turnedX;
          imaginary[odd] = (imaginary[even] ?? 0) - turnedY;
          real[even] = (real[even] ?? 0) + turnedX;
          imaginary[even] = (imaginary[even] ?? 0) + turnedY;
        }
    }
  };
  return {
    size,
    forward,
    inverse(real, imaginary) {
      // The transform of x with its parts exchanged is that of X with its parts exchanged.
      forward(imaginary, real);
      for (let place = 0; place < size; place++) {
        real[place] = (real[place] ?? 0) / size;
        imaginary[place] = (imaginary[place] ?? 0) / size;
      }
    },
  };
}

function bitReversal(size: number): Int32Array {
  const reversed = new Int32Array(size);
  for (let place = 1; place < size; place++)
    reversed[place] = ((reversed[place >> 1] ?? 0) >> 1) | (place & 1 ? size >> 1 : 0);
  return reversed;
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = kept;
}
