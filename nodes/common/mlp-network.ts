import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { describeExampleHead, describeMlp } from '../network/parameters';

interface MlpEnd {
  readonly width: number;
  readonly layers: number;
  readonly scale: number;
  readonly gives: 'score' | 'example';
}

/** An MLP with an end: rows of `inputs` numbers through dense layers to `outputs`, `[B, inputs] → [B, outputs]`. A small `scale` lets it begin near 0. */
export const mlpNetwork = (inputs: number, outputs: number, end: MlpEnd): Network =>
  withMlp(emptyExampleNetwork({ shape: [inputs], time: false, classes: 0 }), inputs, outputs, end);

/** The same behind a network that gives rows of `inputs` numbers. */
export function withMlp(
  stem: Network,
  inputs: number,
  outputs: number,
  { width, layers, scale, gives }: MlpEnd,
): Network {
  const params = { inputs, width, layers, activation: 'silu', residual: true, time: false, classes: 0 };
  const body = addOperation(stem, {
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
