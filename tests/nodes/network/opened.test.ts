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
import { layerOf } from '@/ml/layers';
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
      node('images', 'source.images', {
        ...(input.captions ? { origin: 'shapes', captioned: true } : { origin: 'digits' }),
        size: 8,
      }),
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
/** As `told`, of networks whose blocks hear captions as a whole. */
const heard = fc.oneof(told, fc.constant<GraphNode['params']>({ time: true, captions: true, words: 16 }));
const norm = fc.constantFrom('group', 'instance', 'layer', 'batch', 'none');
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
      input: heard,
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
        captions: fc.boolean(),
      }),
      input: fc.constantFrom<GraphNode['params'][]>(
        { time: true },
        { time: true, classes: true },
        { time: true, captions: true },
      ),
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
    'network.image-decoder': {
      params: fc.record({
        channels: fc.constant(4),
        doublings: fc.integer({ min: 1, max: 3 }),
        norm,
        activation: fc.constantFrom('relu', 'leaky-relu'),
      }),
      input: told,
    },
    'network.vit-encoder': {
      params: fc.record({
        patch: fc.constantFrom(2, 4),
        width: fc.constant(8),
        depth: fc.integer({ min: 1, max: 3 }),
        heads: fc.constant(2),
        positions: fc.constantFrom('sinusoidal', 'none'),
      }),
      input: told,
    },
    'network.mlp': {
      params: fc.record({
        width: fc.constantFrom(4, 6),
        layers: fc.integer({ min: 1, max: 4 }),
        activation: fc.constantFrom('silu', 'relu'),
        residual: fc.boolean(),
      }),
      input: heard,
    },
    'network.transformer-block': {
      params: fc.record({
        repeat: fc.integer({ min: 1, max: 3 }),
        heads: fc.constant(2),
        positions: fc.constantFrom('none', 'rope'),
        norm: fc.constantFrom('layer-norm', 'rms-norm'),
        activation: fc.constantFrom('gelu', 'swiglu'),
        bias: fc.boolean(),
        headWidth: fc.constantFrom(null, 6),
        inputBias: fc.constantFrom('same', 'on', 'off'),
        outputBias: fc.constantFrom('same', 'on', 'off'),
        headNorm: fc.boolean(),
        epsilon: fc.constantFrom(1e-5, 1e-6),
      }),
      input: fc.constant({}),
    },
  };

test('every preset that opens is tried here', () => {
  expect(
    [...catalogue.values()]
      .filter(({ opens, opensBeside }) => opens && !opensBeside)
      .map(({ type }) => type)
      .sort(),
  ).toEqual(Object.keys(PRESETS).sort());
});

/** The parameters of a network in order; what blocks are told of time and class comes first in a U-Net, and last in an MLP. */
const parametersOf = ({ operations }: Network) => {
  const toldFirst = operations.some(({ layer }) => layer === 'dense') ? -1 : 1;
  return [...operations]
    .sort((a, b) => toldFirst * (Number(b.layer === 'condition') - Number(a.layer === 'condition')))
    .flatMap((operation) => operation.parameters.map((spec) => ({ operation, spec })));
};

/** The first values of each parameter, all drawn from one stream: what is left of initialising when names are put aside. */
const firstValues = (network: Network) =>
  parametersOf(network).map(({ operation, spec }) => {
    const shape = spec.shape.map((size) => (typeof size === 'number' ? size : 5));
    const concrete = { ...operation, parameters: [] };
    return layerOf(concrete).initialise({ name: spec.name, shape }, createRandom(1), operation.params);
  });

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
        expect(firstValues(parts)).toEqual(firstValues(whole));
        expect(applyEdit(after, invertEdit(edit))).toEqual(document);
      }),
      { numRuns: 8 },
    );
  },
);

test.each(['network.glow', 'network.dit', 'network.image-encoder', 'network.image-decoder', 'network.vit-encoder'])(
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
  await expectSame('network.unet', params);
});

/** Runs a preset and its blocks, told the time and the class, with the same weights. */
async function expectSame(type: string, params: GraphNode['params']) {
  const document = around(type, params, { time: true, classes: true });
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
}

test('layers that stand on others begin as small as in the block that they are opened from', async () => {
  const below = around('network.transformer-block', { repeat: 2, heads: 2 }, {});
  const document = {
    ...below,
    nodes: [
      ...below.nodes.map((one) => (one.id === 'preset' ? { ...one, id: 'below' } : one)),
      node('preset', 'network.transformer-block', { repeat: 1, heads: 2 }),
    ],
    wires: [
      ...below.wires.map((one) => (one.to.node === 'preset' ? wire('input.network', 'below.network') : one)),
      wire('below.network', 'preset.network'),
    ],
  };
  const preset = document.nodes.find(({ id }) => id === 'preset');
  const blocks = preset ? await blocksOf(preset, catalogue, { network: factsAt(document, 'below') }) : [];
  const scales = blocks.flatMap(({ params }) => params?.residualScale ?? []);
  expect(scales).toEqual([1 / Math.sqrt(6), 1 / Math.sqrt(6)]);
});

test.each<GraphNode['params']>([
  { width: 6, layers: 3, residual: true },
  { width: 4, layers: 1 },
  { width: 4, layers: 2, residual: false, activation: 'tanh' },
])('an MLP and its dense layers compute the same with the same weights: %o', async (params) => {
  await expectSame('network.mlp', params);
});

test('an MLP behind others that share what they are told is not opened, since it would share that too', async () => {
  const told = around('network.residual-block', { channels: 4, told: 6 }, { time: true });
  const facts = factsAt(told, 'preset');
  const [mlp, other] = [node('mlp', 'network.mlp', { width: 6 }), node('mlp', 'network.mlp', { width: 8 })];
  await expect(blocksOf(mlp, catalogue, { network: facts })).rejects.toMatchObject({ code: 'open.mlp-told' });
  expect(await blocksOf(other, catalogue, { network: facts })).toHaveLength(3);
});

test('a decoder that begins at an image of the right size opens into a convolution of it', async () => {
  const document = around('network.image-decoder', { channels: 4, doublings: 1 }, {});
  const noise = {
    ...document,
    nodes: document.nodes.map((one) =>
      one.id === 'input' ? node('input', 'network.noise-input', { width: 3, grid: 4 }) : one,
    ),
    wires: [...document.wires, wire('images.examples', 'preset.examples')],
  };
  const { after, last } = await opened(noise);
  expect(check(after, catalogue).problems).toEqual([]);
  expect(after.nodes.some(({ type }) => type === 'network.lay-out')).toBe(false);
  expect(networkAt(after, last).operations).toEqual(networkAt(noise, 'preset').operations);
});

test('a DiT looks at the caption before each block where it is told one, opened or not, and can be kept from it', async () => {
  const layersOf = ({ operations }: Network) => operations.map(({ layer }) => layer);
  const params = { patch: 4, width: 8, depth: 2, heads: 2 };
  const document = around('network.dit', params, { time: true, captions: true, words: 16, length: 8 });
  const whole = networkAt(document, 'preset');
  expect(layersOf(whole).filter((layer) => layer !== 'condition')).toEqual([
    'patchify',
    'cross-attention',
    'dit-block',
    'cross-attention',
    'dit-block',
    'unpatchify',
  ]);
  const looks = whole.operations.find(({ layer }) => layer === 'cross-attention');
  expect(looks).toMatchObject({ params: { width: 8, heads: 2, words: 16, length: 8 }, shape: ['B', 4, 8] });
  const { after, last } = await opened(document);
  expect(networkAt(after, last).operations).toEqual(whole.operations);
  const whether = whole.operations.find(({ layer }) => layer === 'condition');
  expect(whether).toMatchObject({ params: { words: 16 }, inputs: ['time', 'caption'] });
  const deaf = around('network.dit', { ...params, captions: false }, { time: true, captions: true });
  expect(layersOf(networkAt(deaf, 'preset'))).not.toContain('cross-attention');
  const untold = around('network.dit', params, { time: true });
  expect(layersOf(networkAt(untold, 'preset'))).not.toContain('cross-attention');
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

test('the title of a new group is not hidden by a block that stands close above', async () => {
  const document = around('network.mlp', {}, {});
  const at = (y: number) => ({
    ...document,
    nodes: document.nodes.map((one) => ({
      ...one,
      position: one.id === 'preset' ? { x: 0, y } : { x: 0, y: one.id === 'input' ? 0 : -1_000 },
    })),
  });
  const first = async (y: number) => {
    const { after } = await opened(at(y));
    const [group] = after.groups;
    return Math.min(...after.nodes.filter(({ id }) => group?.nodes.includes(id)).map(({ position }) => position.y));
  };
  expect(await first(130)).toBeGreaterThan(150);
  expect(await first(400)).toBe(400);
});
