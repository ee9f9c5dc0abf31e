import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import {
  describeExampleHead,
  describeFourierFeatures,
  describeMlp,
  describeTriplane,
  fourierWidth,
} from '../network/parameters';

export interface SurfaceNetwork {
  readonly encoder: 'none' | 'fourier' | 'triplane';
  readonly bands: number;
  readonly resolution: number;
  readonly channels: number;
  readonly width: number;
  readonly layers: number;
  /** How many solids it is told apart by a code each; 1 needs none. */
  readonly solids: number;
}

/** Places in the cube, `[B, 3]`, to how far a surface is, `[B, 1]`: what reads the place, and an MLP (Park et al. 2019). */
export function surfaceNetwork({
  encoder,
  bands,
  resolution,
  channels,
  width,
  layers,
  solids,
}: SurfaceNetwork): Network {
  const classes = solids > 1 ? solids : 0;
  const empty = emptyExampleNetwork({ shape: [3], time: false, classes });
  const [read, inputs] =
    encoder === 'fourier'
      ? [
          addOperation(empty, {
            layer: 'fourier-features',
            params: { inputs: 3, bands, frequencies: 'octaves', scale: 1 },
            shape: ['B', fourierWidth(3, bands, 'octaves')],
            ...describeFourierFeatures(3, bands, 'octaves'),
          }),
          fourierWidth(3, bands, 'octaves'),
        ]
      : encoder === 'triplane'
        ? [
            addOperation(empty, {
              layer: 'triplane',
              params: { resolution, channels },
              shape: ['B', channels],
              ...describeTriplane(resolution, channels),
            }),
            channels,
          ]
        : [empty, 3];
  const params = { inputs, width, layers, activation: 'silu', residual: true, time: false, classes };
  const body = addOperation(read, {
    layer: 'mlp',
    params,
    inputs: [read.output, ...(classes > 0 ? ['label'] : [])],
    shape: ['B', width],
    ...describeMlp(params),
  });
  return addOperation(body, {
    layer: 'example-head',
    params: { inputs: width, shape: [1], scale: 0.5, gives: 'example' },
    shape: ['B', 1],
    ...describeExampleHead(width, [1]),
  });
}
