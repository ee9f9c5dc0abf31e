import fc from 'fast-check';
import {
  addOperation,
  dataset,
  defineNode,
  emptyDocument,
  emptyNetwork,
  type GraphDocument,
  type GraphNode,
  makeCatalogue,
  network,
  port,
  text,
  tokenizer,
  type Wire,
  z,
} from '@/graph';

const source = defineNode({
  type: 'test.source',
  version: 1,
  phase: 'prepare',
  title: 'Source',
  summary: 'Gives a text.',
  inputs: {},
  outputs: { text },
  params: z.object({ value: z.string().max(100).default('a') }),
  run: () => Promise.resolve({}),
});

const join = defineNode({
  type: 'test.join',
  version: 2,
  phase: 'prepare',
  title: 'Join',
  summary: 'Joins two texts.',
  inputs: { a: text, b: port(text, { optional: true }) },
  outputs: { text },
  params: z.object({ times: z.number().int().min(0).max(10).default(1) }),
  seeded: true,
  migrate: { 1: ({ count, ...rest }) => ({ ...rest, times: count ?? 1 }) },
  run: () => Promise.resolve({}),
});

const documents = defineNode({
  type: 'test.documents',
  version: 1,
  phase: 'prepare',
  title: 'Documents',
  summary: 'Takes documents.',
  inputs: { text: dataset(text) },
  outputs: { tokenizer },
  params: z.object({ size: z.number().int().min(1).nullable().default(null) }),
  extend: (_inputs, { size }, { symbol }) => ({ tokenizer: { vocabularySize: size ?? symbol('V') } }),
  run: () => Promise.resolve({}),
});

const embed = defineNode({
  type: 'test.embed',
  version: 1,
  phase: 'train',
  title: 'Embed',
  summary: 'Starts a network.',
  inputs: { tokenizer },
  outputs: { network },
  params: z.object({ width: z.number().int().min(1).default(8) }),
  extend: ({ tokenizer: given }, { width }, { symbol }) => {
    const vocabularySize = given?.vocabularySize ?? symbol('V');
    return {
      network: {
        vocabularySize,
        network: addOperation(emptyNetwork(vocabularySize), {
          layer: 'token-embedding',
          params: { width },
          shape: ['B', 'T', width],
          parameters: [{ name: 'weight', shape: [vocabularySize, width] }],
          flops: 0,
        }),
      },
    };
  },
});

const add = defineNode({
  type: 'test.add',
  version: 1,
  phase: 'train',
  title: 'Add',
  summary: 'Adds two networks of the same width.',
  inputs: { left: network, right: network },
  outputs: { network },
  params: z.object({}),
  extend: ({ left, right }, _params, { unify, sourceOf }) => {
    if (left?.network && right?.network) {
      const both = `${sourceOf('left')} and ${sourceOf('right')}`;
      const [a, b] = [left.network, right.network];
      unify('right', [a.vocabularySize ?? 0], [b.vocabularySize ?? 0], (known, other) => ({
        code: 'shape.vocabulary',
        title: `${both} know ${known} and ${other} tokens.`,
      }));
      unify('right', a.shape, b.shape, (width, other) => ({
        code: 'shape.width',
        title: `${both} are ${width} and ${other} wide.`,
        fix: `Make both ${width} wide.`,
      }));
    }
    return left ? { network: left } : {};
  },
});

/** Binds what an earlier node left open: a network meets the tokenizer of its data. */
const meet = defineNode({
  type: 'test.meet',
  version: 1,
  phase: 'train',
  title: 'Meet',
  summary: 'Brings a network and a tokenizer together.',
  inputs: { network, tokenizer },
  outputs: { network },
  params: z.object({}),
  extend: ({ network: facts, tokenizer: data }, _params, { unify, sourceOf }) => {
    if (facts?.vocabularySize !== undefined && data?.vocabularySize !== undefined)
      unify('tokenizer', [facts.vocabularySize], [data.vocabularySize], (known, used) => ({
        code: 'shape.vocabulary',
        title: `${sourceOf('network')} knows ${known} tokens and ${sourceOf('tokenizer')} has ${used}.`,
      }));
    return facts ? { network: facts } : {};
  },
});

const train = defineNode({
  type: 'test.train',
  version: 1,
  phase: 'train',
  title: 'Train',
  summary: 'Trains for some steps.',
  inputs: { network },
  outputs: { text },
  params: z.object({ steps: z.number().int().default(10), rate: z.number().default(0.1) }),
  continues: 'steps',
  seeded: true,
  run: () => Promise.resolve({}),
});

/** A small catalogue of made-up nodes: the core is tested apart from the real ones. */
export const testCatalogue = makeCatalogue([source, join, documents, embed, add, meet, train]);

export const node = (
  id: string,
  type: string,
  params: GraphNode['params'] = {},
  rest: Partial<GraphNode> = {},
): GraphNode => ({
  id,
  type,
  version: testCatalogue.get(type)?.version ?? 1,
  params,
  position: { x: 0, y: 0 },
  ...rest,
});

/** `wire('a.text', 'b.a')` */
export const wire = (from: string, to: string): Wire => ({ from: end(from), to: end(to) });
const end = (path: string) => {
  const [name = '', portName = ''] = path.split('.');
  return { node: name, port: portName };
};

export const graph = (nodes: readonly GraphNode[], wires: readonly Wire[] = []): GraphDocument => ({
  ...emptyDocument('test'),
  nodes,
  wires,
});

/** Random acyclic graphs of sources and joins; node 0 is always a source. */
export const textGraphs: fc.Arbitrary<GraphDocument> = fc
  .array(
    fc.record({
      a: fc.nat(),
      b: fc.option(fc.nat(), { nil: undefined }),
      isSource: fc.boolean(),
      value: fc.string({ maxLength: 8 }),
      times: fc.integer({ min: 0, max: 10 }),
      muted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      x: fc.integer({ min: -1000, max: 1000 }),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((items) => {
    const nodes: GraphNode[] = [];
    const wires: Wire[] = [];
    items.forEach((item, index) => {
      const id = `n${index}`;
      const position = { x: item.x, y: index * 10 };
      if (index === 0 || item.isSource) nodes.push(node(id, 'test.source', { value: item.value }, { position }));
      else {
        nodes.push(node(id, 'test.join', { times: item.times }, { position, ...(item.muted ? { muted: true } : {}) }));
        wires.push(wire(`n${item.a % index}.text`, `${id}.a`));
        if (item.b !== undefined) wires.push(wire(`n${item.b % index}.text`, `${id}.b`));
      }
    });
    return graph(nodes, wires);
  });

/**
 * Random acyclic graphs of tokenizers, some of a size that only running could tell, of networks with or without a tokenizer, and of nodes where networks
 * and tokenizers meet, so that symbols are bound, and refused, long after they were made.
 */
export const sizedGraphs: fc.Arbitrary<GraphDocument> = fc
  .array(
    fc.record({
      type: fc.constantFrom('test.documents', 'test.embed', 'test.embed', 'test.meet', 'test.add'),
      size: fc.constantFrom(null, null, null, 300, 400),
      width: fc.constantFrom(8, 8, 8, 16),
      a: fc.nat(),
      b: fc.nat(),
      open: fc.boolean(),
    }),
    { minLength: 4, maxLength: 20 },
  )
  .map((items) => {
    const nodes = [node('s', 'test.source'), node('t0', 'test.documents'), node('e0', 'test.embed')];
    const wires = [wire('s.text', 't0.text')];
    const tokenizers = ['t0'];
    const networks = ['e0'];
    const oneOf = (ids: readonly string[], index: number, port: string) => `${ids[index % ids.length]}.${port}`;
    items.forEach(({ type, size, width, a, b, open }, index) => {
      const id = `n${index}`;
      if (type === 'test.documents') {
        nodes.push(node(id, type, { size }));
        wires.push(wire('s.text', `${id}.text`));
        tokenizers.push(id);
        return;
      }
      nodes.push(node(id, type, type === 'test.embed' ? { width } : {}));
      if (type === 'test.embed' && !open) wires.push(wire(oneOf(tokenizers, a, 'tokenizer'), `${id}.tokenizer`));
      if (type === 'test.meet')
        wires.push(
          wire(oneOf(networks, a, 'network'), `${id}.network`),
          wire(oneOf(tokenizers, b, 'tokenizer'), `${id}.tokenizer`),
        );
      if (type === 'test.add')
        wires.push(
          wire(oneOf(networks, a, 'network'), `${id}.left`),
          wire(oneOf(networks, b, 'network'), `${id}.right`),
        );
      networks.push(id);
    });
    return graph(nodes, wires);
  });
