import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { input, type KernelContext, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** Queries in a unit of `attention`. */
const BLOCK = 48;

/**
 * Attention as a whole, which TF.js composes of products, a softmax and transposes: `query [B, T, heads, D]`, `key` and `value [B, capacity, groups, D]`,
 * of whose tokens the first `seen` count, `slopes [heads]` or none; attributes `seen`, `causal`, `scale`. Gives `[B, T, heads, D]` and, for the way back,
 * `[B, heads, T, 2]`.
 */
export const fusedAttention: WasmKernel = {
  name: 'FusedAttention',
  create: ({ heap, module, parallel }) => {
    const kernel: KernelFunc = ({ inputs, attrs }) => {
      const { q, k, v, slopes, sizes } = read(inputs, attrs);
      const out = heap.output(q.shape, 'float32');
      const rows = heap.output([sizes.batch, sizes.heads, sizes.queries, 2], 'float32');
      const { batch, queries, keys, capacity, heads, groups, width, causal, scale } = sizes;
      const scratch = heap.scratch(parallel.threads * module.kernel('attentionScratchBytes')(keys));
      const addresses = [q, k, v].map(heap.addressOf);
      const numbers = [queries, keys, capacity, heads, groups, width, causal, scale, ...addresses];
      const rest = [slopes ? heap.addressOf(slopes) : 0, heap.addressOf(out), heap.addressOf(rows), scratch];
      const units = batch * heads * Math.ceil(queries / BLOCK);
      parallel.run('attention', units, grainOf(2 * Math.min(queries, BLOCK) * keys * width), ...numbers, ...rest);
      return [out, rows];
    };
    return kernel;
  },
  selfTest: (test) => {
    // Two tokens of one head, width 1: the second sees both, with scores 0 and 2.
    const [query, key, value] = [
      [1, 2],
      [0, 1],
      [3, 5],
    ].map((values) => ({ shape: [1, 2, 1, 1], values }));
    if (!query || !key || !value) throw new Error('three tensors');
    const second = (3 + 5 * Math.E ** 2) / (1 + Math.E ** 2);
    test.expect(
      { query, key, value },
      { seen: 2, causal: true, scale: 1 },
      { shape: [1, 2, 1, 1], values: [3, second] },
    );
  },
};

/** Its gradients towards query, key and value, from `dy [B, T, heads, D]` and the `rows` that it left; all keys are there. */
export const fusedAttentionGrad: WasmKernel = {
  name: 'FusedAttentionGrad',
  create: ({ heap, module, parallel }: KernelContext) => {
    const kernel: KernelFunc = ({ inputs, attrs }) => {
      const { q, k, v, slopes, sizes } = read(inputs, attrs);
      const { batch, queries, keys, heads, groups, width, causal, scale } = sizes;
      const [dq, dk, dv] = [q, k, v].map(({ shape }) => heap.output(shape, 'float32'));
      if (!dq || !dk || !dv) throw new TypeError('three gradients');
      const scratch = heap.scratch(parallel.threads * module.kernel('attentionScratchBytes')(keys));
      const addresses = [q, k, v].map(heap.addressOf);
      const numbers = [queries, keys, heads, groups, width, causal, scale, ...addresses];
      const given = [
        slopes ? heap.addressOf(slopes) : 0,
        ...[input(inputs, 'rows'), input(inputs, 'dy')].map(heap.addressOf),
      ];
      const results = [dq, dk, dv].map(heap.addressOf);
      const cost = (10 * heads * queries * keys * width) / groups;
      parallel.run('attentionGrad', batch * groups, grainOf(cost), ...numbers, ...given, ...results, scratch);
      return [dq, dk, dv];
    };
    return kernel;
  },
  selfTest: (test) => {
    const [query, key, value] = [
      [1, 2],
      [0, 1],
      [3, 5],
    ].map((values) => ({ shape: [1, 2, 1, 1], values }));
    if (!query || !key || !value) throw new Error('three tensors');
    const rows = { shape: [1, 1, 2, 2], values: [0, 1, 2, 1 / (1 + Math.E ** -2)] };
    const dy = { shape: [1, 2, 1, 1], values: [1, 1] };
    // d softmax: p (1 − p) (5 − 3) towards the score of the second key, whose own value is 1 and that of the first 0.
    const p = 1 / (1 + Math.E ** -2);
    const towards = p * (1 - p) * 2;
    test.expect(
      { query, key, value, rows, dy },
      { seen: 2, causal: true, scale: 1 },
      { shape: [1, 2, 1, 1], values: [0, towards] },
    );
  },
};

function read(inputs: Readonly<Record<string, TensorInfo | undefined>>, attrs: NamedAttrMap | undefined) {
  const [q, k, v] = [input(inputs, 'query'), input(inputs, 'key'), input(inputs, 'value')];
  const [batch = 0, queries = 0, heads = 0, width = 0] = q.shape;
  const [, capacity = 0, groups = 1] = k.shape;
  const keys = Number(attrs?.seen ?? capacity);
  if (keys > capacity) throw new RangeError(`${keys} keys are asked for, and there are ${capacity}.`);
  if (k.shape.join() !== v.shape.join() || k.shape[0] !== batch || k.shape[3] !== width || heads % groups !== 0) {
    throw new RangeError(`Queries [${q.shape}], keys [${k.shape}] and values [${v.shape}] do not fit together.`);
  }
  const causal = attrs?.causal === true ? 1 : 0;
  const scale = Number(attrs?.scale ?? 1 / Math.sqrt(width));
  return {
    q,
    k,
    v,
    slopes: inputs.slopes,
    sizes: { batch, queries, keys, capacity, heads, groups, width, causal, scale },
  };
}
