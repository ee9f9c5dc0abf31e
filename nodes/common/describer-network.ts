import {
  addOperation,
  type Classifier,
  type Describer,
  emptyExampleNetwork,
  GenloomError,
  type Model,
  type Network,
} from '@/graph';
import { describeFeedForward, describeNorm, linear, within } from '../network/parameters';

/** The networks of a model that describes pictures, and the weights that it begins with but for those of its new projector. */
export function describerOf(
  classifier: Classifier,
  model: Model,
  { hidden, queries }: { readonly hidden: number; readonly queries: number },
): Pick<Describer, 'networks' | 'weights' | 'places'> {
  const picture = whatIsSeen(classifier.networks.classifier);
  const [, ...grid] = picture.shape.map(Number);
  const [inputs, cells] = [grid.at(-1) ?? 1, grid.slice(0, -1).reduce((product, size) => product * size, 1)];
  const { language, width } = withPrefix(model);
  const own = Object.entries(classifier.weights).flatMap(([name, weight]) => {
    const known = name.replace(/^classifier\//, '');
    return picture.operations.some(({ id }) => known.startsWith(`${id}.`)) ? [[`picture/${known}`, weight]] : [];
  });
  return {
    places: queries || cells,
    networks: { picture, projector: resampled(projector({ inputs, cells, hidden, width }), queries), language },
    weights: {
      ...Object.fromEntries(own),
      ...Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [`language/${name}`, weight])),
    },
  };
}

/**
 * A classifier up to where it last knows where something is: a grid of cells `[B, height, width, channels]`, or patches `[B, patches, width]`. What comes after
 * sums the picture up. @throws GenloomError `describer.no-grid`
 */
function whatIsSeen(network: Network): Network {
  const last = network.operations.findLast(({ shape }) => shape.length === 3 || shape.length === 4);
  if (!last)
    throw new GenloomError({
      code: 'describer.no-grid',
      title: 'This classifier does not look at pictures cell by cell, so it cannot say what is where.',
      fix: 'Train one with an “Image encoder” or a “ViT encoder”.',
    });
  const needed = new Set([last.id]);
  for (const { id, inputs } of [...network.operations].reverse())
    if (needed.has(id)) for (const input of inputs) needed.add(input);
  return {
    ...network,
    operations: network.operations.filter(({ id }) => needed.has(id)),
    output: last.id,
    shape: last.shape,
  };
}

interface ProjectorSizes {
  /** Channels of a cell, and how many cells there are. */
  readonly inputs: number;
  readonly cells: number;
  /** Numbers between two dense layers; 0 is one layer. */
  readonly hidden: number;
  readonly width: number;
}

/** From cells to tokens, each by itself. */
function projector(sizes: ProjectorSizes): Network {
  const { inputs, cells, hidden, width } = sizes;
  const normal = describeNorm('layer-norm', inputs, true);
  const products = hidden > 0 ? hidden * (inputs + width) : inputs * width;
  return addOperation(emptyExampleNetwork({ shape: [cells, inputs], time: false, classes: 0 }), {
    layer: 'project-tokens',
    params: { ...sizes },
    shape: ['B', cells, width],
    parameters: [
      ...within('norm', normal.parameters),
      ...(hidden > 0 ? linear('hidden', inputs, hidden, true) : []),
      ...linear('output', hidden || inputs, width, true),
      { name: 'places', shape: [cells, width] },
    ],
    flops: cells * (2 * products + normal.flops + width),
  });
}

/** Heads of learned queries, as many as divide the width. */
const HEADS = [4, 2, 1];

/** With learned queries in the place of cells, where there are any. */
function resampled(network: Network, queries: number): Network {
  if (queries === 0) return network;
  const [cells, width] = [Number(network.shape[1]), Number(network.shape[2])];
  const heads = HEADS.find((count) => width % count === 0) ?? 1;
  const [normal, hidden] = [describeNorm('layer-norm', width, true), 4 * width];
  const thinking = describeFeedForward(width, hidden, 'gelu', true);
  const seen = cells + queries;
  return addOperation(network, {
    layer: 'resampler',
    params: { width, heads, queries, hidden },
    shape: ['B', queries, width],
    parameters: [
      { name: 'queries', shape: [queries, width] },
      ...['tokensNorm', 'queriesNorm', 'feedForwardNorm'].flatMap((name) => within(name, normal.parameters)),
      ...['query', 'key', 'value', 'output'].flatMap((name) => linear(name, width, width, true)),
      ...within('feedForward', thinking.parameters),
    ],
    flops:
      seen * (4 * width * width + normal.flops) +
      queries * (4 * width * width + 4 * width * seen + thinking.flops + 2 * normal.flops),
  });
}

/** The language model with room before its words. @throws GenloomError `describer.no-words`, `describer.masked` */
function withPrefix({ network, objective }: Model): { readonly language: Network; readonly width: number } {
  const embedding = network.operations.find(
    ({ layer, inputs }) => layer === 'token-embedding' && inputs[0] === 'input',
  );
  const width = embedding?.shape[2];
  if (!embedding || typeof width !== 'number')
    throw new GenloomError({
      code: 'describer.no-words',
      title: 'This language model does not begin with a table of tokens, so nothing can be put before its words.',
      fix: 'Use one that begins with a “Token embedding”.',
    });
  if (objective === 'masked')
    throw new GenloomError({
      code: 'describer.masked',
      title: 'This language model fills gaps, and does not go on writing.',
      fix: 'Connect one of “Train language model”.',
    });
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
    width,
    language: {
      ...network,
      operations: network.operations.flatMap((operation) =>
        operation.id === embedding.id
          ? [operation, ...(prefix ? [prefix] : [])]
          : [{ ...operation, inputs: operation.inputs.map((id) => (id === embedding.id ? output : id)) }],
      ),
    },
  };
}
