import { GenloomError, type Surrogate, type Trajectories } from '@/graph';
import { type Stepper, trueStepper } from '@/ml/physics/stepper';
import { requireFits } from './alike';
import { withSurrogate } from './surrogate';

/**
 * Uses what carries states on: a surrogate, or where none is given the law of the system itself.
 * @throws GenloomError for a surrogate of another system, and for time series without a law
 */
export function withStepper<Result>(
  surrogate: Surrogate | undefined,
  all: Trajectories,
  work: (stepper: Stepper) => Promise<Result>,
): Promise<Result> {
  if (surrogate) {
    requireFits(all, surrogate, 'measurements');
    return withSurrogate(surrogate, work);
  }
  if (!all.system)
    throw new GenloomError({
      code: 'twin.no-law',
      title: 'Nobody told the law of this system.',
      fix: 'Connect a surrogate that learned from such runs.',
    });
  return work(trueStepper(all.system, all.variables.length, all.timeStep));
}
