import type { Surrogate } from '@/graph';
import type { Stepper } from '@/ml/physics/stepper';
import { type SurrogateScale, surrogateStepper } from '@/ml/physics/surrogate';
import { withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork, roleOf } from '../network';

/** Uses a surrogate: its weights are on the device while `work` goes on. @throws GenloomError for a damaged one */
export async function withSurrogate<Result>(
  surrogate: Surrogate,
  work: (stepper: Stepper) => Promise<Result>,
): Promise<Result> {
  const { next } = surrogate.networks;
  const network = roleOf(next ? { next: withRole(concreteNetwork(next), 'next') } : {}, 'next');
  const weights = uploadWeights(network, surrogate.weights);
  try {
    return await work(surrogateStepper(network, weights, scaleOfSurrogate(surrogate)));
  } finally {
    disposeAll(weights);
  }
}

const scaleOfSurrogate = ({
  method,
  variables,
  scaling,
  told,
  changes,
  linear,
  bodies,
}: Surrogate): SurrogateScale => ({
  method,
  angles: variables.map(({ angle }) => angle === true),
  states: scaling,
  told,
  changes,
  linear,
  ...(bodies && { bodies }),
});
