import { add, type Tensor, tidy, zeros } from '../tf';

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

/** A step with these parameters. */
export const bind = <Params>(step: FlowStep<Params>, params: Params): BoundStep => ({
  forward: (x) => step.forward(x, params),
  inverse: (y) => step.inverse(y, params),
});

/**
 * A step after which the others are given another shape, or only a part. What they make of it, it puts back itself: so a flow as a whole gives items of the
 * shape that it takes, and all numbers of them go to the base distribution.
 */
export interface NestingStep {
  /** What the steps after it are given. */
  enter(x: Tensor): Tensor;
  /** Those steps, with this one around them. */
  around(rest: BoundStep): BoundStep;
}

/** Whether the steps after it are given another shape, or only a part. */
export const isNesting = (step: BoundStep | NestingStep): step is NestingStep => 'around' in step;

/** Steps one after the other: their log-determinants add up. @throws RangeError for no steps */
export function chain(steps: readonly (BoundStep | NestingStep)[]): BoundStep {
  if (steps.length === 0) throw new RangeError('A flow has at least one step.');
  return steps.reduceRight<BoundStep>(
    (rest, step) => (isNesting(step) ? step.around(rest) : followed(step, rest)),
    NOTHING,
  );
}

/** No step: items stay as they are. */
const NOTHING: BoundStep = { forward: (y) => only(y), inverse: (y) => y };

/** What a step makes on its way goes with it, but for what its gradient needs. */
const followed = (step: BoundStep, rest: BoundStep): BoundStep => ({
  forward(x) {
    const [between, own] = tidy((): [Tensor, Tensor] => {
      const { y, logDeterminant } = step.forward(x);
      return [y, logDeterminant];
    });
    const { y, logDeterminant } = rest.forward(between);
    return { y, logDeterminant: add(own, logDeterminant) };
  },
  inverse: (y) => tidy(() => step.inverse(rest.inverse(y))),
});

/** Where no volume changes, or nobody asks how. */
export const only = (y: Tensor): Flowed => ({ y, logDeterminant: zeros([y.shape[0] ?? 1]) });
