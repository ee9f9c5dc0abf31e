import fc from 'fast-check';
import * as tf from '@/ml/tf';

/** A convolution over some axes, two or three: what its tests make up. */
export interface Case {
  readonly batch: number;
  readonly size: readonly number[];
  readonly channels: number;
  readonly outChannels: number;
  readonly filter: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly pad: 'same' | 'valid' | number;
  readonly seed: number;
}

/** Counts at every edge of the strips of six and eight, and a filter's length past a block of 256. */
const channels = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(12, 13, 17, 32, 70));

/** Small convolutions whose output is not empty; TF.js lets a stride or a dilation be above one, not both. */
export const cases = (rank: number): fc.Arbitrary<Case> => {
  const each = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: rank, maxLength: rank });
  const ones = fc.constant(Array<number>(rank).fill(1));
  const steps = fc.oneof(
    fc.record({ stride: each(1, 3), dilation: ones }),
    fc.record({ stride: ones, dilation: each(1, 3) }),
  );
  return fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      size: each(1, rank === 2 ? 11 : 5),
      channels,
      outChannels: channels,
      filter: each(1, rank === 2 ? 4 : 3),
      steps,
      pad: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 3 })),
      seed: fc.nat(1000),
    })
    .map(({ steps: { stride, dilation }, ...rest }) => ({ ...rest, stride, dilation }))
    .filter(({ size, filter, dilation, pad }) =>
      size.every((length, axis) => {
        const reach = ((filter[axis] ?? 1) - 1) * (dilation[axis] ?? 1) + 1;
        return pad === 'same' || length + 2 * (pad === 'valid' ? 0 : pad) >= reach;
      }),
    );
};

/** How far a sum of so many products of numbers below two may be off in float32. */
export const tolerance = (terms: number): number => 2e-6 * Math.max(8, terms);

/**
 * The padding as the op takes it. TF.js works out the size for one number from the filter's height alone, so other filters get theirs written out.
 */
export function padOf({ size, filter, stride, dilation, pad }: Case) {
  if (typeof pad !== 'number' || size.length === 3) return pad;
  if ([filter, stride, dilation].every(([height, width]) => height === width)) return pad;
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}

/**
 * Zeros before the first element of each axis, and the output's size, as TensorFlow has them; but where strides leave elements over, TF.js begins three
 * axes inside of the input, with a padding below zero.
 */
export function geometry({ size, filter, stride, dilation, pad }: Case) {
  const along = size.map((length, axis) => {
    const [step = 1, reach] = [stride[axis], ((filter[axis] ?? 1) - 1) * (dilation[axis] ?? 1) + 1];
    if (pad !== 'same') {
      const before = pad === 'valid' ? 0 : pad;
      return { before, out: Math.floor((length + 2 * before - reach) / step) + 1 };
    }
    const out = Math.ceil(length / step);
    const missing = (out - 1) * step + reach - length;
    return { before: Math.floor((size.length === 3 ? missing : Math.max(0, missing)) / 2), out };
  });
  return { before: along.map(({ before }) => before), outSize: along.map(({ out }) => out) };
}

/** Does all on wasm, then all on TF.js's plain JavaScript backend, and gives the results in pairs. */
export async function onBoth<T>(inputs: readonly T[], compute: (input: T) => readonly tf.Tensor[]) {
  await import('@tensorflow/tfjs-backend-cpu');
  const run = async (backend: string) => {
    await tf.setBackend(backend);
    return inputs.map((input) =>
      compute(input).map((tensor) => {
        const values = tensor.dataSync();
        tensor.dispose();
        return values;
      }),
    );
  };
  const cpu = await run('cpu');
  const wasm = await run('wasm');
  return inputs.map((input, index) => ({ input, wasm: wasm[index] ?? [], cpu: cpu[index] ?? [] }));
}
