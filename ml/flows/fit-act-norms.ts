import type { Arrays } from '../arrays';
import { weightsOf } from '../forward';
import { labelOf } from '../labels';
import { type Network, parameterKey, type Weights } from '../network';
import { keep, type Tensor, tensor, tidy } from '../tf';
import { disposeAll, uploadWeights } from '../weights';
import { actNormFor } from './act-norm';
import { isNesting } from './flow';
import { stepOf } from './run';

/**
 * First weights of a flow whose ActNorms begin by a batch: with them, what each gives of these items has mean 0 and deviation 1 in every channel (Kingma &
 * Dhariwal 2018, section 3.1). All other weights stay as they are.
 */
export async function fitActNorms(network: Network, weights: Weights, items: Arrays): Promise<Weights> {
  if (!network.operations.some(isFitted)) return weights;
  const uploaded = uploadWeights(network, weights);
  const found: Record<string, Tensor> = {};
  try {
    tidy(() => {
      const told = labelOf(network, items.labels);
      let x: Tensor = tensor(items.data, [items.count, ...items.shape]);
      for (const operation of network.operations) {
        if (isFitted(operation)) {
          const fitted = actNormFor(x);
          for (const spec of operation.parameters) {
            const key = parameterKey(operation, spec);
            const value = spec.name === 'bias' ? fitted.bias : fitted.logScale;
            uploaded[key]?.dispose();
            uploaded[key] = keep(value);
            found[key] = value;
          }
        }
        x = tidy(() => {
          const step = stepOf(operation, weightsOf(operation, uploaded), told);
          return isNesting(step) ? step.enter(x) : step.forward(x).y;
        });
      }
    });
    const read = await Promise.all(
      Object.entries(found).map(async ([key, value]) => [key, await value.data<'float32'>()] as const),
    );
    return {
      ...weights,
      ...Object.fromEntries(read.map(([key, data]) => [key, { shape: [data.length], data: Float32Array.from(data) }])),
    };
  } finally {
    disposeAll(uploaded);
  }
}

const isFitted = ({ layer, params }: Network['operations'][number]): boolean =>
  layer === 'act-norm' && params.begins === 'batch';
