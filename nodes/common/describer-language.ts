import { addOperation, GenloomError, type Model, type Network, type Operation } from '@/graph';
import type { Network as ConcreteNetwork } from '@/ml/network';
import { describeFeedForward, describeNorm, linear, within } from '../network/parameters';

/** How wide the words of a language model are. @throws GenloomError `describer.no-words` */
export const widthOfWords = (model: Model): number => wordsOf(model).width;

/**
 * The language model as one that is told what a picture shows, as its input `prefix`: before its words, or, where it is said how many tokens it looks at, from
 * between its blocks. @throws GenloomError `describer.no-words`, `describer.masked`, `describer.no-blocks`
 */
export function languageOf(model: Model, seen: number | null): Network {
  const { embedding, width } = wordsOf(model);
  if (model.objective === 'masked')
    throw new GenloomError({
      code: 'describer.masked',
      title: 'This language model fills gaps, and does not go on writing.',
      fix: 'Connect one of “Train language model”.',
    });
  return seen === null ? withPrefix(model, embedding) : withGates(model, width, seen);
}

const GATED = 'gated-cross-attention';

/** Only what was put between the blocks of a language model, which has weights of its own to learn. */
export const gatesOf = (language: ConcreteNetwork): ConcreteNetwork => ({
  ...language,
  operations: language.operations.filter(({ layer }) => layer === GATED),
});

/** Heads of what looks at tokens of a picture, as many as divide the width. */
export const headsFor = (width: number): number => [4, 2].find((count) => width % count === 0) ?? 1;

/** The table of tokens that a language model begins with. @throws GenloomError `describer.no-words` */
function wordsOf({ network }: Model): { readonly embedding: Operation; readonly width: number } {
  const embedding = network.operations.find(
    ({ layer, inputs }) => layer === 'token-embedding' && inputs[0] === 'input',
  );
  const width = embedding?.shape[2];
  if (embedding && typeof width === 'number') return { embedding, width };
  throw new GenloomError({
    code: 'describer.no-words',
    title: 'This language model does not begin with a table of tokens, so it cannot be told what a picture shows.',
    fix: 'Use one that begins with a “Token embedding”.',
  });
}

/** With room before its words. */
function withPrefix({ network }: Model, embedding: Operation): Network {
  const { output, operations } = addOperation(
    { ...network, output: embedding.id },
    {
      layer: 'prefix-tokens',
      params: {},
      inputs: [embedding.id, 'prefix'],
      shape: embedding.shape,
      parameters: [],
      flops: 0,
    },
  );
  const prefix = operations.find(({ id }) => id === output);
  return {
    ...network,
    operations: network.operations.flatMap((operation) =>
      operation.id === embedding.id
        ? [operation, ...(prefix ? [prefix] : [])]
        : [{ ...operation, inputs: operation.inputs.map((id) => (id === embedding.id ? output : id)) }],
    ),
  };
}

/** With a gated layer before each block, from which words look at so many tokens of a picture. @throws GenloomError `describer.no-blocks` */
function withGates({ network }: Model, width: number, seen: number): Network {
  if (!network.operations.some(({ layer }) => layer === 'transformer-block'))
    throw new GenloomError({
      code: 'describer.no-blocks',
      title: 'This language model has no transformer blocks between which it could look at a picture.',
      fix: 'Use one of “Transformer block”, or let it read the picture before its words.',
    });
  const gate = gatedLayer(width, seen);
  let grown: Network = { ...network, operations: [] };
  for (const operation of network.operations) {
    const [from] = operation.inputs;
    const isBlock = operation.layer === 'transformer-block' && from !== undefined;
    if (isBlock) grown = addOperation(grown, { ...gate, inputs: [from, 'prefix'] });
    grown = {
      ...grown,
      operations: [...grown.operations, isBlock ? { ...operation, inputs: [grown.output] } : operation],
    };
  }
  return { ...network, operations: grown.operations };
}

/** A gated layer as it stands in a network. Its cost is told for each word; keys and values of the picture are made once for all of them, and not counted. */
function gatedLayer(width: number, seen: number): Omit<Operation, 'id' | 'inputs'> {
  const [normal, hidden] = [describeNorm('layer-norm', width, true), 4 * width];
  const thinking = describeFeedForward(width, hidden, 'gelu', true);
  return {
    layer: GATED,
    params: { width, heads: headsFor(width), hidden },
    shape: ['B', 'T', width],
    parameters: [
      ...['wordsNorm', 'tokensNorm', 'feedForwardNorm'].flatMap((name) => within(name, normal.parameters)),
      ...['query', 'key', 'value', 'output'].flatMap((name) => linear(name, width, width, true)),
      { name: 'alpha', shape: [1] },
      ...within('feedForward', thinking.parameters),
      { name: 'beta', shape: [1] },
    ],
    flops: 4 * width * width + 4 * width * seen + thinking.flops + 2 * normal.flops + 4 * width,
  };
}
