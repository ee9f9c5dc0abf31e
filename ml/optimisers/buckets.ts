import { sizeOf, type WeightArray, type Weights } from '../network';
import { concat, keep, reshape, split, type Tensor, tensor1d, tidy } from '../tf';

/**
 * At most this many numbers in one flat tensor (512 kB). Small, because each slice of a tensor on `wasm` reads all of it
 * (TF.js 4.22), so taking a bucket apart costs its size times its parts; a greater matrix has a bucket of its own.
 */
const BUCKET_SIZE = 131_072;

/** Parameters that are updated together, laid one after another in one flat tensor: a few ops instead of a few for each. */
export interface Bucket {
  readonly keys: readonly string[];
  readonly shapes: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  /** Matrices decay; biases and norms do not (as in GPT-3 and nanoGPT). */
  readonly decays: boolean;
  /** How far they move, as a multiple of the learning rate. */
  readonly rate: number;
}

/** Sorts parameters into buckets: those with two axes or more, and the others; of one rate each. A huge parameter has a bucket of its own. */
export function bucketsOf(weights: Weights, rateOf: (parameter: string) => number = () => 1): Bucket[] {
  const buckets: Bucket[] = [];
  const rates = new Set(Object.keys(weights).map(rateOf));
  for (const { decays, rate } of [true, false].flatMap((decays) => [...rates].map((rate) => ({ decays, rate })))) {
    let keys: string[] = [];
    const close = () => {
      if (keys.length > 0) buckets.push(bucket(keys, weights, decays, rate));
      keys = [];
    };
    let total = 0;
    for (const [key, { shape }] of Object.entries(weights)) {
      if (shape.length >= 2 !== decays || rateOf(key) !== rate) continue;
      const size = sizeOf(shape);
      if (total + size > BUCKET_SIZE) {
        close();
        total = 0;
      }
      keys.push(key);
      total += size;
    }
    close();
  }
  return buckets;
}

function bucket(keys: readonly string[], weights: Weights, decays: boolean, rate: number): Bucket {
  const shapes = keys.map((key) => weights[key]?.shape ?? []);
  return { keys, shapes, sizes: shapes.map(sizeOf), decays, rate };
}

/** Lays tensors, in the bucket's order, into one flat tensor. Every bucket has at least one. */
export function flatten(tensors: readonly Tensor[]): Tensor {
  return tidy(() => {
    const parts = tensors.map((part) => reshape(part, [-1]));
    const [only] = parts;
    return only && parts.length === 1 ? only : concat(parts);
  });
}

/** Takes a flat tensor apart into the bucket's tensors, kept until the caller disposes of them. */
export function unflatten(flat: Tensor, { keys, shapes, sizes }: Bucket): Record<string, Tensor> {
  const parts = tidy(() => {
    const pieces = sizes.length === 1 ? [flat] : split(flat, [...sizes], 0);
    return pieces.map((part, index) => keep(reshape(part, [...(shapes[index] ?? [])])));
  });
  return Object.fromEntries(parts.map((part, index) => [keys[index] ?? '', part]));
}

/** A kept flat tensor of stored arrays, zeros where there are none. */
export function uploadFlat(bucket: Bucket, arrays: Readonly<Record<string, Float32Array>>): Tensor {
  const flat = new Float32Array(bucket.sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  bucket.keys.forEach((key, index) => {
    const values = arrays[key];
    if (values) flat.set(values, start);
    start += bucket.sizes[index] ?? 0;
  });
  return keep(tensor1d(flat));
}

/** Reads a flat tensor back into arrays of the bucket's shapes. */
export async function downloadFlat(bucket: Bucket, flat: Tensor): Promise<Record<string, WeightArray>> {
  const values = await flat.data<'float32'>();
  const arrays: Record<string, WeightArray> = {};
  let start = 0;
  bucket.keys.forEach((key, index) => {
    const size = bucket.sizes[index] ?? 0;
    arrays[key] = { shape: bucket.shapes[index] ?? [], data: values.slice(start, start + size) };
    start += size;
  });
  return arrays;
}
