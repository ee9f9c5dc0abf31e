import type { WeightArray, Weights } from '@/ml/network';
import { type Generation, writerWeights } from './generation';
import { createOnnxGraph, type OnnxGraph } from './onnx-graph';

/** The file's inputs and outputs for keys and values of a layer. */
export const cacheNames = (layer: number) => ({
  pastKeys: `past_key_${layer}`,
  pastValues: `past_value_${layer}`,
  keys: `present_key_${layer}`,
  values: `present_value_${layer}`,
});

/**
 * The network of generation.ts as an ONNX file that goes on from keys and values: `ids [1, T]`, `positions [T]`, `mask [T, P + T]` and the past
 * `[1, heads, P, D]` of each layer give `logits [1, T, V]` and the present. Queries, keys and values come of one product, as in GPT-2's own files, and
 * operations stand in the order in which onnxruntime knows and fuses them.
 */
export function onnxGpt(settings: Generation): Uint8Array {
  const { layers, width, heads, vocabulary } = settings;
  const headWidth = width / heads;
  const weights = writerWeights(settings);
  const graph = createOnnxGraph();
  const { op, ops, number, integers } = graph;
  const named = namesOf(graph, weights);
  const half = number(0.5);
  const one = number(1);
  const toHeads = integers([1, -1, heads, headWidth]);
  const toRows = integers([1, -1, width]);
  const scale = number(1 / Math.sqrt(headWidth));

  const norm = (x: string, name: string) =>
    op('LayerNormalization', [x, named(`${name}.weight`), named(`${name}.bias`)], { axis: -1, epsilon: 1e-5 });
  const linear = (x: string, name: string) =>
    op('Add', [op('MatMul', [x, named(`${name}.weight`)]), named(`${name}.bias`)]);
  const split = (x: string) => op('Transpose', [op('Reshape', [x, toHeads])], { perm: [0, 2, 1, 3] });
  /** By tanh, in the order of the formula that becomes onnxruntime's FastGelu. */
  const gelu = (x: string) => {
    const cubic = op('Mul', [op('Pow', [x, number(3)]), number(0.044715)]);
    const inner = op('Mul', [op('Add', [x, cubic]), number(Math.sqrt(2 / Math.PI))]);
    return op('Mul', [op('Mul', [x, half]), op('Add', [op('Tanh', [inner]), one])]);
  };

  const ids = graph.input('ids', 'int64', [1, 'T']);
  const positions = graph.input('positions', 'int64', ['T']);
  const mask = graph.input('mask', 'float', ['T', 'S']);
  let x = op('Add', [
    op('Gather', [named('embedding.weight'), ids]),
    op('Gather', [named('positions.weight'), positions]),
  ]);
  for (let layer = 0; layer < layers; layer++) {
    const block = `block${layer}`;
    const cache = cacheNames(layer);
    const pastKeys = graph.input(cache.pastKeys, 'float', [1, heads, 'P', headWidth]);
    const pastValues = graph.input(cache.pastValues, 'float', [1, heads, 'P', headWidth]);
    const normal = norm(x, `${block}.attentionNorm`);
    const { weight, bias } = together(graph, weights, `${block}.attention`, width);
    const all = op('Add', [op('MatMul', [normal, weight]), bias]);
    const [q = '', k = '', v = ''] = ops('Split', [all, integers([width, width, width])], 3, { axis: -1 });
    const keys = op('Concat', [pastKeys, split(k)], { axis: 2 });
    const values = op('Concat', [pastValues, split(v)], { axis: 2 });
    graph.output(cache.keys, keys, [1, heads, 'S', headWidth]);
    graph.output(cache.values, values, [1, heads, 'S', headWidth]);
    const product = op('MatMul', [split(q), op('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
    const probabilities = op('Softmax', [op('Add', [op('Mul', [product, scale]), mask])], { axis: -1 });
    const mixed = op('Transpose', [op('MatMul', [probabilities, values])], { perm: [0, 2, 1, 3] });
    x = op('Add', [x, linear(op('Reshape', [mixed, toRows]), `${block}.attention.output`)]);
    const hidden = gelu(linear(norm(x, `${block}.feedForwardNorm`), `${block}.feedForward.up`));
    x = op('Add', [x, linear(hidden, `${block}.feedForward.down`)]);
  }
  const table = weights['embedding.weight']?.data ?? new Float32Array();
  const head = graph.weight(transposed(table, vocabulary, width), [width, vocabulary]);
  graph.output('logits', op('MatMul', [norm(x, 'head.norm'), head]), [1, 'T', vocabulary]);
  return graph.encode();
}

/** Each weight becomes part of the file where it is first used. */
function namesOf(graph: OnnxGraph, weights: Weights): (key: string) => string {
  const names = new Map<string, string>();
  return (key) => {
    const { data, shape } = required(weights, key);
    const name = names.get(key) ?? graph.weight(data, shape);
    names.set(key, name);
    return name;
  };
}

/** The maps to queries, keys and values side by side: `[width, 3 · width]`. */
function together(graph: OnnxGraph, weights: Weights, attention: string, width: number) {
  const parts = ['query', 'key', 'value'].map((name) => ({
    weight: required(weights, `${attention}.${name}.weight`).data,
    bias: required(weights, `${attention}.${name}.bias`).data,
  }));
  const weight = new Float32Array(3 * width * width);
  const bias = new Float32Array(3 * width);
  parts.forEach((part, index) => {
    bias.set(part.bias, index * width);
    for (let row = 0; row < width; row++)
      weight.set(part.weight.subarray(row * width, (row + 1) * width), (3 * row + index) * width);
  });
  return { weight: graph.weight(weight, [width, 3 * width]), bias: graph.weight(bias, [3 * width]) };
}

function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[column * rows + row] = data[row * columns + column] ?? 0;
  return out;
}

function required(weights: Weights, key: string): WeightArray {
  const weight = weights[key];
  if (!weight) throw new Error(`there is no “${key}”`);
  return weight;
}
