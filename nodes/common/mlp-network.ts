import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { describeExampleHead, describeMlp } from '../network/parameters';

/** An MLP with an end: rows of `inputs` numbers through dense layers to `outputs`, `[B, inputs] → [B, outputs]`. A small `scale` lets it begin near 0. */
export function mlpNetwork(
  inputs: number,
  outputs: number,
  {
    width,
    layers,
    scale,
    gives,
  }: {
    readonly width: number;
    readonly layers: number;
    readonly scale: number;
    readonly gives: 'score' | 'example';
  },
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
    params: { inputs: width, shape: [outputs], scale, gives },
    shape: ['B', outputs],
    ...describeExampleHead(width, [outputs]),
  });
}
