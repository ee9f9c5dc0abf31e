import { customGrad, engine, type Tensor, tidy } from '../tf';

/** A value, and the gradients of a loss towards each input, given the loss's gradient towards the value. */
export interface ValueWithGradient<T extends Tensor> {
  readonly value: T;
  /** One gradient for each input, from `dy` and from what was saved, in its order. */
  readonly gradient: (dy: T, saved: readonly Tensor[]) => Tensor[];
}

/** Keeps tensors until the gradient has been computed. */
export type Save = (tensors: Tensor[]) => void;

/**
 * A function with a gradient of our own, so that a formula of ten small ops keeps two tensors instead of ten for its
 * way back. Tensors made on the way forward must pass through `save` to be used in `gradient`.
 *
 * Such a gradient cannot be differentiated again: what was made on the way forward is on no tape, so a second gradient would lack what it contributes.
 * Where one is wanted, as in a gradient penalty, `composed` stands in: the same value, of ops that TF.js differentiates.
 * @throws TypeError where a gradient of a gradient is wanted and there is no `composed`
 */
export function withGradient<T extends Tensor>(
  inputs: readonly Tensor[],
  forward: (save: Save) => ValueWithGradient<T>,
  composed?: () => T,
): T {
  if (engine().state.gradientDepth > 1) {
    if (!composed) throw new TypeError('This function has a gradient that cannot itself be differentiated.');
    return composed();
  }
  const differentiable = customGrad<T>((...given) => {
    const save = given.at(-1);
    if (typeof save !== 'function') throw new TypeError('TF.js gave no function that saves tensors.');
    const { value, gradient } = forward(save);
    return { value, gradFunc: (dy, saved) => tidy(() => gradient(dy, saved)) };
  });
  return differentiable(...inputs);
}

/** The saved tensor at `index`. @throws RangeError where fewer were saved. */
export function savedAt(saved: readonly Tensor[], index: number): Tensor {
  const tensor = saved[index];
  if (!tensor) throw new RangeError(`No tensor was saved at ${index}.`);
  return tensor;
}
