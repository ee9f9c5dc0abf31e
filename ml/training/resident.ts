import type { Weights } from '../network';
import type { Scalar, Tensor } from '../tf';

/** Weights and moments of a training as tensors on the backend. */
export interface Resident {
  /** The weights by full name. An update replaces them or writes over them: who wants old ones reads them first. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Keeps gradients, given by full name in a `tidy`, in the form that `update` takes. The caller disposes of them. */
  collect(gradients: Readonly<Record<string, Tensor>>): Tensor[];
  /** One update from the mean of `parts` micro-batches' summed gradients. Gives the gradient's norm, a kept scalar. */
  update(gradients: readonly Tensor[], options: UpdateOptions): Scalar;
  download(): Promise<{ weights: Weights; moments: Record<string, Weights> }>;
  dispose(): void;
}

export interface UpdateOptions {
  readonly learningRate: number;
  /** From 1. */
  readonly step: number;
  /** The longest gradient that is used as it is; longer ones are shortened to it. 0 never shortens. */
  readonly clip: number;
  /** How many micro-batches the gradients are the sum of. */
  readonly parts: number;
}

/** The gradient of each of these weights. @throws RangeError that names the first that lacks one. */
export function gradientsOf(keys: readonly string[], gradients: Readonly<Record<string, Tensor>>): Tensor[] {
  return keys.map((key) => {
    const gradient = gradients[key];
    if (!gradient) throw new RangeError(`No gradient came for “${key}”.`);
    return gradient;
  });
}
