import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { edgesOf } from '@/ml/layers/graph-network';
import { type Bodies, featuresOfBody } from '@/ml/physics/bodies';
import { describeGraphNetwork } from '../network/parameters';

/** A graph network that tells the change of each body's place and velocity, for a system of so many variables; its weights serve any number of bodies. */
export function bodyNetwork(
  variables: number,
  { axes, joined, rounds }: Pick<Bodies, 'axes' | 'joined' | 'rounds'>,
  width: number,
): Network {
  const bodies = variables / (2 * axes) + (joined === 'row' ? 2 : 0);
  const sizes = { axes, features: featuresOfBody({ axes, joined }), width, rounds, outputs: 2 * axes };
  const params = { ...sizes, joined, scale: 0.1 };
  return addOperation(emptyExampleNetwork({ shape: [bodies, axes + sizes.features], time: false, classes: 0 }), {
    layer: 'graph-network',
    params,
    shape: ['B', bodies, 2 * axes],
    ...describeGraphNetwork(sizes, { bodies, edges: edgesOf(bodies, joined).length }),
  });
}
