import { partsOf } from './complex';
import { input, type KernelContext, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.spectral.fft` on wasm, along the last axis and for any length: what `rfft` and `stft` are made of. */
export const fft: WasmKernel = kernel('FFT', false);

/** `tf.spectral.ifft` on wasm, likewise: the transform with both parts exchanged, over the length. */
export const ifft: WasmKernel = kernel('IFFT', true);

function kernel(name: string, inverse: boolean): WasmKernel {
  return {
    name,
    create: (context) => create(context, inverse),
    selfTest: (test) => {
      for (const length of [1, 2, 3, 8, 12, 32]) {
        const parts = Array.from({ length: 2 * length }, (_, index) => ((index * 7) % 5) - 2);
        test.expect(
          { input: { shape: [length], values: parts, dtype: 'complex64' } },
          {},
          { shape: [length], values: transformed(parts.slice(0, length), parts.slice(length), inverse) },
        );
      }
    },
  };
}

function create({ heap, parallel }: KernelContext, inverse: boolean) {
  return ({ inputs }: Parameters<ReturnType<WasmKernel['create']>>[0]) => {
    const x = input(inputs, 'input');
    const n = x.shape.at(-1) ?? 1;
    const out = heap.output(x.shape, 'complex64');
    const [from, to] = [partsOf(heap, x), partsOf(heap, out)];
    if (from.count === 0) return out;
    const rows = from.count / n;
    const parts = inverse
      ? [from.imaginary, from.real, to.imaginary, to.real]
      : [from.real, from.imaginary, to.real, to.imaginary];
    const scale = inverse ? 1 / n : 1;
    const { m, twiddles, chirp } = planOf(n);
    const floats = m === n ? 2 * n * parallel.threads : 4 * m + 6 * m * parallel.threads;
    const table = heap.scratch(4 * (twiddles.length + chirp.length + floats));
    const chirpAt = table + 4 * twiddles.length;
    const rest = chirpAt + 4 * chirp.length;
    new Float32Array(heap.memory.buffer, table, twiddles.length).set(twiddles);
    const grain = grainOf(4 * m * Math.ceil(Math.log2(m + 1)));
    if (m === n) {
      parallel.run('fftRows', rows, grain, n, ...parts, table, rest, scale);
      return out;
    }
    new Float32Array(heap.memory.buffer, chirpAt, chirp.length).set(chirp);
    // The opposite chirp lies around 0, its negative places at the end; the part of the scratch behind its transform holds it.
    const opposite = new Float32Array(heap.memory.buffer, rest + 8 * m, 2 * m).fill(0);
    for (let k = 0; k < n; k++) {
      for (const at of [k, (m - k) % m]) {
        opposite[at] = chirp[k] ?? 0;
        opposite[m + at] = -(chirp[n + k] ?? 0);
      }
    }
    const own = rest + 16 * m;
    parallel.run('fftRows', 1, 1, m, rest + 8 * m, rest + 12 * m, rest, rest + 4 * m, table, own, 1);
    parallel.run('bluesteinRows', rows, 3 * grain, n, m, ...parts, chirpAt, rest, table, own, scale);
    return out;
  };
}

/** What a length needs: the length of its power of two, and the tables of wasm/fft.ts, made in float64. */
interface Plan {
  readonly m: number;
  readonly twiddles: Float32Array;
  readonly chirp: Float32Array;
}

/** A spectrogram asks for one length thousands of times; a page asks for few. */
const plans = new Map<number, Plan>();
const MOST_PLANS = 16;

function planOf(n: number): Plan {
  const known = plans.get(n);
  if (known) return known;
  const m = (n & (n - 1)) === 0 ? n : 2 ** Math.ceil(Math.log2(2 * n - 1));
  const quarter = m / 4;
  const twiddles = new Float32Array(6 * Math.max(1, quarter));
  for (let j = 1; j <= 3; j++) {
    for (let k = 0; k < quarter; k++) {
      const angle = (-2 * Math.PI * j * k) / m;
      twiddles[(2 * j - 2) * quarter + k] = Math.cos(angle);
      twiddles[(2 * j - 1) * quarter + k] = Math.sin(angle);
    }
  }
  const chirp = new Float32Array(m === n ? 0 : 2 * n);
  for (let k = 0; k < chirp.length / 2; k++) {
    // k² grows beyond what a cosine takes well, and turns around after 2 n.
    const angle = (-Math.PI * ((k * k) % (2 * n))) / n;
    chirp[k] = Math.cos(angle);
    chirp[n + k] = Math.sin(angle);
  }
  if (plans.size >= MOST_PLANS) plans.clear();
  const plan = { m, twiddles, chirp };
  plans.set(n, plan);
  return plan;
}

/** The sum that the transform is, real and imaginary parts in turns. */
function transformed(re: readonly number[], im: readonly number[], inverse: boolean): number[] {
  const n = re.length;
  return re.flatMap((_, k) => {
    let [sumRe, sumIm] = [0, 0];
    for (let t = 0; t < n; t++) {
      const angle = ((inverse ? 2 : -2) * Math.PI * ((k * t) % n)) / n;
      const [a, b, c, d] = [re[t] ?? 0, im[t] ?? 0, Math.cos(angle), Math.sin(angle)];
      sumRe += a * c - b * d;
      sumIm += a * d + b * c;
    }
    return inverse ? [sumRe / n, sumIm / n] : [sumRe, sumIm];
  });
}
