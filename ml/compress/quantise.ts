import { type Network, NetworkError, sizeOf, type WeightArray, type Weights } from '../network';
import { matricesOf } from './matrices';
import { packNibbles, unpackNibbles } from './nibbles';

/** A matrix in few bits: codes, and for each group of them the number that they are multiples of. */
export interface Quantised {
  readonly bits: 4 | 8;
  /** What each output of a product is made of: the columns of a linear map `[in, out]`, the rows of a table of vectors. */
  readonly channels: 'rows' | 'columns';
  /** Numbers of a channel, one after the other, that share a scale. */
  readonly groupSize: number;
  /** Channel after channel. Of eight bits one code each; of four two in a byte, the lower half first. */
  readonly values: Int8Array | Uint8Array;
  /** Channel after channel, and in each group after group. */
  readonly scales: Float32Array;
}

/** A weight, and where it was quantised, the codes that its numbers were made of. */
export interface QuantisedWeight extends WeightArray {
  readonly quantised?: Quantised;
}

export interface QuantiseSettings {
  readonly bits: 4 | 8;
  /** 0: a channel is one group. */
  readonly groupSize: number;
  readonly channels: Quantised['channels'];
}

/** The largest code: symmetric, so that 0 is exact and −128 is never used. */
export const largestCode = (bits: 4 | 8): number => 2 ** (bits - 1) - 1;

/**
 * Quantises a matrix symmetrically by the largest number of each group: `scale = max |w| / (2^(bits − 1) − 1)`, `code = round(w / scale)` (Krishnamoorthi
 * 2018, section 2.2; in groups as Dettmers et al. 2022). A group of zeros has scale 0. @throws NetworkError for what is no matrix of finite numbers
 */
export function quantise({ shape, data }: WeightArray, settings: QuantiseSettings): Quantised {
  const { bits, channels } = settings;
  const { count, depth, place } = layoutOf(shape, channels);
  const groupSize = settings.groupSize === 0 ? depth : Math.min(settings.groupSize, depth);
  const groups = Math.ceil(depth / groupSize);
  const codes = new Int8Array(count * depth);
  const scales = new Float32Array(count * groups);
  for (let channel = 0; channel < count; channel++)
    for (let group = 0; group < groups; group++) {
      const end = Math.min(depth, (group + 1) * groupSize);
      let largest = 0;
      for (let at = group * groupSize; at < end; at++) {
        const size = Math.abs(data[place(channel, at)] ?? 0);
        if (!(size < Number.POSITIVE_INFINITY)) throw new NetworkError('a weight is not a number.');
        largest = Math.max(largest, size);
      }
      scales[channel * groups + group] = largest / largestCode(bits);
      const scale = scales[channel * groups + group] ?? 0;
      for (let at = group * groupSize; scale > 0 && at < end; at++) {
        const code = Math.round((data[place(channel, at)] ?? 0) / scale);
        // A scale so small that it has few bits of its own may round a code past the end.
        codes[channel * depth + at] = Math.max(-largestCode(bits), Math.min(largestCode(bits), code));
      }
    }
  return { bits, channels, groupSize, values: bits === 8 ? codes : packNibbles(codes), scales };
}

/** The numbers that codes stand for, row-major. @throws NetworkError where codes and scales do not make the shape */
export function dequantise(quantised: Quantised, shape: readonly number[]): Float32Array {
  const { channels, groupSize, scales } = quantised;
  const { count, depth, place } = layoutOf(shape, channels);
  const { codes } = codesOf(quantised, shape);
  const groups = Math.ceil(depth / groupSize);
  const data = new Float32Array(count * depth);
  for (let channel = 0; channel < count; channel++)
    for (let at = 0; at < depth; at++)
      data[place(channel, at)] =
        (codes[channel * depth + at] ?? 0) * (scales[channel * groups + Math.floor(at / groupSize)] ?? 0);
  return data;
}

/**
 * Quantises the matrices of a network and leaves the rest, which is small and matters much: biases and norms. Each weight keeps its name; its numbers are
 * those that its codes stand for, so that whoever uses the model needs to know nothing of codes.
 */
export function quantiseWeights(
  network: Network,
  weights: Weights,
  settings: Pick<QuantiseSettings, 'bits' | 'groupSize'> & { readonly embeddings: boolean },
): Record<string, QuantisedWeight> {
  const result: Record<string, QuantisedWeight> = { ...weights };
  for (const { key, weight, table } of matricesOf(network, weights, settings.embeddings)) {
    const quantised = quantise(weight, { ...settings, channels: table ? 'rows' : 'columns' });
    result[key] = quantisedWeight(quantised, weight.shape);
  }
  return result;
}

/**
 * A weight made of its codes alone. Its numbers are worked out whenever they are asked for, and held only as long as memory has room, so that a model which is
 * used by its codes takes no more than they do. @throws NetworkError where codes and scales do not make the shape
 */
export function quantisedWeight(quantised: Quantised, shape: readonly number[]): QuantisedWeight {
  codesOf(quantised, shape);
  let numbers: WeakRef<Float32Array> | undefined;
  return {
    shape,
    quantised,
    get data() {
      const known = numbers?.deref();
      if (known) return known;
      const made = dequantise(quantised, shape);
      numbers = new WeakRef(made);
      return made;
    },
  };
}

/** The codes of a matrix, channel after channel, each of `depth`. @throws NetworkError where codes and scales do not make the shape */
export function codesOf({ bits, values, channels, groupSize, scales }: Quantised, shape: readonly number[]) {
  const { count, depth } = layoutOf(shape, channels);
  const codes = bits === 4 ? unpackNibbles(values, count * depth) : signed(values);
  const groups = Math.ceil(depth / Math.max(1, groupSize));
  if (!(groupSize >= 1) || codes.length !== count * depth || scales.length !== count * groups)
    throw new NetworkError(
      `${codes.length} codes and ${scales.length} scales do not make a shape of [${shape.join(', ')}].`,
    );
  return { codes, depth };
}

const signed = (values: Int8Array | Uint8Array): Int8Array =>
  values instanceof Int8Array ? values : new Int8Array(values.buffer, values.byteOffset, values.length);

/** Where the numbers of each channel lie in a row-major matrix. */
function layoutOf(shape: readonly number[], channels: Quantised['channels']) {
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || sizeOf(shape) === 0) throw new NetworkError(`[${shape.join(', ')}] is no matrix.`);
  return channels === 'rows'
    ? { count: rows, depth: columns, place: (channel: number, at: number) => channel * columns + at }
    : { count: columns, depth: rows, place: (channel: number, at: number) => at * columns + channel };
}
