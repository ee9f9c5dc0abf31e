import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  applyEdit,
  blocksOf,
  check,
  countParameters,
  type Facts,
  type GraphDocument,
  type GraphNode,
  invertEdit,
  type Network,
  openEdit,
} from '@/graph';
import { runNetwork } from '@/ml/forward';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { catalogue } from '@/nodes';
import { concreteNetwork } from '@/nodes/common/network';
import { graph, node, wire } from '../../graph/support';
import { expectClose, noise } from '../../ml/helpers/tensors';

beforeAll(() => tf.setBackend('cpu'));

/** A preset between an input and, where it is not an end, nothing. */
function around(type: string, params: GraphNode['params'], input: GraphNode['params']): GraphDocument {
  if (type === 'network.transformer-block')
    return graph(
      [
        node('text', 'source.text'),
        node('words', 'tokenize.characters'),
        node('input', 'network.token-embedding', { width: 8 }),
        node('preset', type, params),
      ],
      [
        wire('text.text', 'words.text'),
        wire('words.tokenizer', 'input.tokenizer'),
        wire('input.network', 'preset.network'),
      ],
    );
  return graph(
    [
      node('images', 'source.images', { origin: 'digits', size: 8 }),
      node('input', 'network.example-input', input),
      node('preset', type, params),
    ],
    [wire('images.examples', 'input.examples'), wire('input.network', 'preset.network')],
  );
}

const factsAt = (document: GraphDocument, id: string): Facts => check(document, catalogue).facts.get(id)?.network ?? {};

const networkAt = (document: GraphDocument, id: string): Network => {
  const { network } = factsAt(document, id);
  if (!network) throw new Error(`no network at ${id}`);
  return network;
};

async function opened(document: GraphDocument) {
  const preset = document.nodes.find(({ id }) => id === 'preset');
  if (!preset) throw new Error('no preset');
  const blocks = await blocksOf(preset, catalogue, { network: factsAt(document, 'input') });
  const { edit, ids } = openEdit(document, catalogue, 'preset', blocks);
  return { after: applyEdit(document, edit), edit, last: ids.at(-1) ?? '' };
}

const told = fc.constantFrom<GraphNode['params'][]>(
  {},
  { time: true },
  { classes: true },
  { time: true, classes: true },
);
const norm = fc.constantFrom('group', 'instance', 'layer', 'none');
const PRESETS: Record<string, { params: fc.Arbitrary<GraphNode['params']>; input: fc.Arbitrary<GraphNode['params']> }> =
  {
    'network.unet': {
      params: fc.record({
        channels: fc.constantFrom(4, 6),
        levels: fc.integer({ min: 1, max: 3 }),
        growth: fc.constantFrom('same', 'double', 'once'),
        patch: fc.constantFrom('1', '2', '4'),
        blocks: fc.integer({ min: 1, max: 2 }),
        attention: fc.boolean(),
      }),
      input: told,
    },
    'network.glow': {
      params: fc.record({
        levels: fc.integer({ min: 1, max: 3 }),
        steps: fc.integer({ min: 1, max: 3 }),
        width: fc.constant(4),
        kind: fc.constantFrom('affine', 'additive', 'spline'),
      }),
      input: fc.constantFrom<GraphNode['params'][]>({}, { classes: true }),
    },
    'network.dit': {
      params: fc.record({
        patch: fc.constantFrom(2, 4),
        width: fc.constant(8),
        depth: fc.integer({ min: 1, max: 3 }),
        heads: fc.constant(2),
      }),
      input: fc.constantFrom<GraphNode['params'][]>({ time: true }, { time: true, classes: true }),
    },
    'network.image-encoder': {
      params: fc.record({
        channels: fc.constant(4),
        halvings: fc.integer({ min: 1, max: 3 }),
        grid: fc.boolean(),
        norm,
      }),
      input: told,
    },
    'network.transformer-block': {
      params: fc.record({
        repeat: fc.integer({ min: 1, max: 3 }),
        heads: fc.constant(2),
        positions: fc.constantFrom('none', 'rope'),
        norm: fc.constantFrom('layer-norm', 'rms-norm'),
        activation: fc.constantFrom('gelu', 'swiglu'),
        bias: fc.boolean(),
      }),
      input: fc.constant({}),
    },
  };

test('every preset that opens is tried here', () => {
  expect(
    [...catalogue.values()]
      .filter(({ opens }) => opens)
      .map(({ type }) => type)
      .sort(),
  ).toEqual(Object.keys(PRESETS).sort());
});

/** The parameters of a network in order; what blocks are told of time and class comes first in a U-Net. */
const parametersOf = ({ operations }: Network) =>
  [...operations]
    .sort((a, b) => Number(b.layer === 'condition') - Number(a.layer === 'condition'))
    .flatMap((operation) => operation.parameters.map((spec) => ({ operation, spec })));

test.each(Object.entries(PRESETS))(
  '%s opens into blocks that nothing is wrong with, of the same parameters, and undo takes them back',
  async (type, { params, input }) => {
    await fc.assert(
      fc.asyncProperty(params, input, async (some, told) => {
        const document = around(type, some, told);
        const before = check(document, catalogue);
        fc.pre(before.problems.length === 0);
        const { after, edit, last } = await opened(document);
        expect(check(after, catalogue).problems).toEqual([]);
        const [whole, parts] = [networkAt(document, 'preset'), networkAt(after, last)];
        expect(parts.shape).toEqual(whole.shape);
        expect(countParameters(parts.operations)).toEqual(countParameters(whole.operations));
        const shapes = (network: Network) => parametersOf(network).map(({ spec }) => spec.shape);
        expect(shapes(parts)).toEqual(shapes(whole));
        expect(applyEdit(after, invertEdit(edit))).toEqual(document);
      }),
      { numRuns: 8 },
    );
  },
);

test.each(['network.glow', 'network.dit', 'network.image-encoder'])(
  '%s and its blocks are one network, to the last id',
  async (type) => {
    const made = PRESETS[type];
    if (!made) throw new Error(type);
    const [params = {}] = fc.sample(made.params, { numRuns: 1, seed: 3 });
    const document = around(type, params, { time: type === 'network.dit' });
    const { after, last } = await opened(document);
    expect(networkAt(after, last).operations).toEqual(networkAt(document, 'preset').operations);
  },
);

test.each<GraphNode['params']>([
  { channels: 4, levels: 2, blocks: 2, attention: true },
  { channels: 6, levels: 3, growth: 'once' },
  { channels: 4, levels: 1, patch: '4', attention: true },
])('a U-Net and its blocks compute the same with the same weights: %o', async (params) => {
  const document = around('network.unet', params, { time: true, classes: true });
  const { after, last } = await opened(document);
  const [whole, parts] = [networkAt(document, 'preset'), networkAt(after, last)].map(concreteNetwork) as [
    ReturnType<typeof concreteNetwork>,
    ReturnType<typeof concreteNetwork>,
  ];
  const inOrder = parametersOf(networkAt(after, last));
  tf.tidy(() => {
    const [weights, own]: Record<string, tf.Tensor>[] = [{}, {}];
    parametersOf(networkAt(document, 'preset')).forEach(({ operation, spec }, index) => {
      const value = noise(index, spec.shape.map(Number), 0.4);
      const other = inOrder[index];
      if (weights) weights[`${operation.id}.${spec.name}`] = value;
      if (own && other) own[`${other.operation.id}.${other.spec.name}`] = value;
    });
    const inputs = {
      input: noise(1, [2, 8, 8, 1]),
      time: tf.tensor1d([0.1, 0.7]),
      label: tf.tensor1d([1, 10], 'int32'),
    };
    const wanted = runNetwork(whole, weights ?? {}, inputs, { random: createRandom(1) });
    const found = runNetwork(parts, own ?? {}, inputs, { random: createRandom(1) });
    const size = tf.max(tf.abs(wanted)).dataSync()[0] ?? 0;
    expect(size).toBeGreaterThan(0.1);
    expectClose(tf.div(found, size), tf.div(wanted, size).dataSync(), 1e-5);
  });
});

test('notes under a preset make room for its blocks, and come back with undo', async () => {
  const size = { width: 380, height: 120 };
  const before = {
    ...around('network.unet', { channels: 4, levels: 2 }, {}),
    notes: [
      { id: 'under', text: 'What to look at', position: { x: -200, y: 10_000 }, size },
      { id: 'above', text: 'What this is', position: { x: -200, y: -10_000 }, size },
    ],
  };
  const { after, edit } = await opened(before);
  const [under, above] = after.notes;
  const ys = after.nodes.map(({ position }) => position.y);
  expect((under?.position.y ?? 0) - 10_000).toBe(Math.max(...ys) - Math.min(...ys));
  expect(above?.position).toEqual(before.notes[1]?.position);
  expect(applyEdit(after, invertEdit(edit))).toEqual(before);
});
