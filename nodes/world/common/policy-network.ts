import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { describeExampleHead, describeMlp } from '../../network/parameters';

/** The network of a policy: what is seen of an action, `[B, inputs]`, through dense layers to its score, `[B, 1]`. */
export function policyNetwork(
  inputs: number,
  { width, layers }: { readonly width: number; readonly layers: number },
): Network {
  const params = { inputs, width, layers, activation: 'silu', residual: true, time: false, classes: 0 };
  const body = addOperation(emptyExampleNetwork({ shape: [inputs], time: false, classes: 0 }), {
    layer: 'mlp',
    params,
    shape: ['B', width],
    ...describeMlp(params),
  });
  return addOperation(body, {
    layer: 'example-head',
    // At first all actions are alike.
    params: { inputs: width, shape: [1], scale: 0.01, gives: 'score' },
    shape: ['B', 1],
    ...describeExampleHead(width, [1]),
  });
}
