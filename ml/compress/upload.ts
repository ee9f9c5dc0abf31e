import { asCoded, codedOf } from '../functions/coded';
import { hasFused } from '../functions/fused';
import { INT8_KERNEL, type Int8Matrix, int8Matrix } from '../functions/linear-int8';
import { type Network, ownParameters } from '../network';
import { keep, type Tensor } from '../tf';
import { disposeAll, uploadWeights } from '../weights';
import { codesOf, type Quantised, type QuantisedWeight } from './quantise';

/** Layers whose matrices are only multiplied by and looked up in, which can be done with codes. */
const LAYERS: ReadonlySet<string> = new Set([
  'token-embedding',
  'transformer-block',
  'attention',
  'feed-forward',
  'language-head',
]);

/** Weights on the backend, and how many of those that are quantised are there as their codes. */
export interface Uploaded {
  readonly tensors: Record<string, Tensor>;
  readonly coded: readonly string[];
  /** Quantised, but worked out in full: the backend, or their layer, computes with float32 alone, or they have several scales to an output. */
  readonly full: readonly string[];
}

/**
 * Weights for use alone, without gradients: where the backend multiplies by codes, matrices with one scale for each output lie there as codes, one byte a number, be they of eight
 * bits or of four; others are worked out in full. The caller disposes of them (`disposeAll`), and gives them to nothing but `forward`.
 */
export function uploadCodes(network: Network, weights: Readonly<Record<string, QuantisedWeight>>): Uploaded {
  const quantised = ownParameters(network).filter(({ key }) => weights[key]?.quantised);
  const able = hasFused(INT8_KERNEL);
  const coded: Record<string, Tensor> = {};
  try {
    for (const { key, operation, spec } of quantised) {
      const codes = weights[key]?.quantised;
      const fits = weights[key]?.shape.join() === spec.shape.join();
      if (codes && fits && able && LAYERS.has(operation.layer) && isPerChannel(codes, spec.shape))
        coded[key] = asCoded(kept(matrixOf(codes, spec.shape)));
    }
    const full = quantised.map(({ key }) => key).filter((key) => !(key in coded));
    return { tensors: uploadWeights(network, weights, coded), coded: Object.keys(coded), full };
  } catch (thrown) {
    disposeAll(coded);
    throw thrown;
  }
}

/** Whether each output has one scale, as the kernel takes it: several groups to an output are worked out in full. */
const isPerChannel = ({ channels, groupSize }: Quantised, [rows = 0, columns = 0]: readonly number[]): boolean =>
  groupSize >= (channels === 'rows' ? columns : rows);

/** A quantised matrix as the kernel takes it; of a table the vectors are the columns. Its tensors are the caller's. @throws NetworkError where codes and scales do not make the shape */
export function matrixOf(quantised: Quantised, shape: readonly number[]): Int8Matrix {
  const { codes, depth } = codesOf(quantised, shape);
  return int8Matrix(codes, quantised.scales, depth, quantised.groupSize);
}

function kept(matrix: Int8Matrix): Int8Matrix {
  keep(matrix.codes);
  keep(matrix.scales);
  return matrix;
}

/** Bytes that weights take on the backend, codes with their scales. */
export const bytesInUse = (tensors: Readonly<Record<string, Tensor>>): number =>
  Object.values(tensors).reduce((sum, one) => sum + 4 * (one.size + (codedOf(one)?.scales.size ?? 0)), 0);
