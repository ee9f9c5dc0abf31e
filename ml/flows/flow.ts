import { add, type Tensor } from '../tf';

/**
 * One step of a normalising flow: a function of items `[B, ...]` that can be undone. Forward leads from data towards the base distribution, the way that
 * training goes; the inverse leads from a draw to a sample. Both are differentiable, and make tensors that the caller's `tidy` disposes of.
 */
export interface FlowStep<Params> {
  forward(x: Tensor, params: Params): Flowed;
  inverse(y: Tensor, params: Params): Tensor;
}

export interface Flowed {
  readonly y: Tensor;
  /** `log |det ∂y/∂x|` of each item, `[B]`. */
  readonly logDeterminant: Tensor;
}

/** A step whose parameters have been chosen. */
export interface BoundStep {
  forward(x: Tensor): Flowed;
  inverse(y: Tensor): Tensor;
}

export const bind = <Params>(step: FlowStep<Params>, params: Params): BoundStep => ({
  forward: (x) => step.forward(x, params),
  inverse: (y) => step.inverse(y, params),
});

/** Steps one after the other: their log-determinants add up. @throws RangeError for no steps */
export function chain(steps: readonly BoundStep[]): BoundStep {
  if (steps.length === 0) throw new RangeError('A flow has at least one step.');
  return {
    forward(x) {
      let y = x;
      let total: Tensor | undefined;
      for (const step of steps) {
        const flowed = step.forward(y);
        y = flowed.y;
        total = total ? add(total, flowed.logDeterminant) : flowed.logDeterminant;
      }
      if (!total) throw new RangeError('A flow has at least one step.');
      return { y, logDeterminant: total };
    },
    inverse: (y) => steps.reduceRight((value, step) => step.inverse(value), y),
  };
}
