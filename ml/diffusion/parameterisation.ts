import { add, clipByValue, div, mul, sub, type Tensor } from '../tf';

/** What a denoiser predicts: the noise ε (Ho et al. 2020), the clean data x₀, or the velocity v = √ᾱ ε − √(1 − ᾱ) x₀ (Salimans & Ho 2022). */
export type Prediction = 'epsilon' | 'x0' | 'v';

/** What any denoiser says: that of a flow the velocity `noise − clean` of its straight path, where signal + noise = 1 (Lipman et al. 2023). */
export type Reading = Prediction | 'velocity';

/** The shares of data and noise, with signal² + noise² = 1 in diffusion: numbers, or one for each row as tensors `[B, 1, …]`. */
export interface Shares {
  readonly signal: number | Tensor;
  readonly noise: number | Tensor;
}

/** `q(x_t | x_0)`: noised data `signal · clean + noise · epsilon` (Ho et al. 2020, eq. 4). Also a flow's straight line. */
export const addNoise = (clean: Tensor, epsilon: Tensor, { signal, noise }: Shares): Tensor =>
  add(mul(clean, signal), mul(epsilon, noise));

/**
 * The same prediction about noised data `x`, said in another way; each way is the exact inverse of the way back
 * (Salimans & Ho 2022, section 4 and appendix D). From ε to x₀ or v divides by `signal`, from x₀ divides by `noise`, from a
 * flow’s velocity by nothing.
 */
export const convertPrediction = (value: Tensor, from: Reading, to: Prediction, x: Tensor, at: Shares): Tensor =>
  conversions[from][to](value, x, at);

type Conversion = (value: Tensor, x: Tensor, at: Shares) => Tensor;

const same: Conversion = (value) => value;

const noiseInFlow: Conversion = (velocity, x, { signal }) => add(x, mul(velocity, signal));
const cleanInFlow: Conversion = (velocity, x, { noise }) => sub(x, mul(velocity, noise));

const conversions: Readonly<Record<Reading, Readonly<Record<Prediction, Conversion>>>> = {
  epsilon: {
    epsilon: same,
    x0: (epsilon, x, { signal, noise }) => div(sub(x, mul(epsilon, noise)), signal),
    v: (epsilon, x, { signal, noise }) => div(sub(epsilon, mul(x, noise)), signal),
  },
  x0: {
    epsilon: (clean, x, { signal, noise }) => div(sub(x, mul(clean, signal)), noise),
    x0: same,
    v: (clean, x, { signal, noise }) => div(sub(mul(x, signal), clean), noise),
  },
  v: {
    epsilon: (v, x, { signal, noise }) => add(mul(x, noise), mul(v, signal)),
    x0: (v, x, { signal, noise }) => sub(mul(x, signal), mul(v, noise)),
    v: same,
  },
  velocity: {
    epsilon: noiseInFlow,
    x0: cleanInFlow,
    v: (velocity, x, at) => targetOf('v', cleanInFlow(velocity, x, at), noiseInFlow(velocity, x, at), at),
  },
};

/** The target of a prediction, from what is known in training; nothing is divided. */
export function targetOf(kind: Prediction, clean: Tensor, epsilon: Tensor, { signal, noise }: Shares): Tensor {
  if (kind === 'epsilon') return epsilon;
  return kind === 'x0' ? clean : sub(mul(epsilon, signal), mul(clean, noise));
}

/**
 * Clean data and noise as a prediction has them. With `clip`, the data is kept within ±clip and the noise is what then
 * remains of `x` (Ho et al. 2020's code; Saharia et al. 2022, “static thresholding”).
 */
export function readPrediction(
  value: Tensor,
  kind: Reading,
  x: Tensor,
  at: Shares,
  clip?: number,
): { readonly clean: Tensor; readonly epsilon: Tensor } {
  const clean = convertPrediction(value, kind, 'x0', x, at);
  if (clip === undefined) return { clean, epsilon: convertPrediction(value, kind, 'epsilon', x, at) };
  const clipped = clipByValue(clean, -clip, clip);
  return { clean: clipped, epsilon: convertPrediction(clipped, 'x0', 'epsilon', x, at) };
}
