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
import { headsFor, languageOf, widthOfWords } from './describer-language';

interface DescriberSizes {
  /** Numbers between the two layers of the projector; 0 is one layer. */
  readonly hidden: number;
  /** Tokens that ask the cells for what they need; 0 is a token of each cell. */
  readonly queries: number;
  /** Whether the language model looks at these tokens between its blocks, and not before its words. */
  readonly between?: boolean;
}

/** The networks of a model that describes pictures, and the weights that it begins with but for those of what is new: projector and gated layers. */
export function describerOf(
  classifier: Classifier,
  model: Model,
  { hidden, queries, between = false }: DescriberSizes,
): Pick<Describer, 'networks' | 'weights' | 'places'> {
  const picture = whatIsSeen(classifier.networks.classifier);
  const [, ...grid] = picture.shape.map(Number);
  const [inputs, cells] = [grid.at(-1) ?? 1, grid.slice(0, -1).reduce((product, size) => product * size, 1)];
  const width = widthOfWords(model);
  const places = queries || cells;
  const language = languageOf(model, between ? places : null);
  const own = Object.entries(classifier.weights).flatMap(([name, weight]) => {
    const known = name.replace(/^classifier\//, '');
    return picture.operations.some(({ id }) => known.startsWith(`${id}.`)) ? [[`picture/${known}`, weight]] : [];
  });
  return {
    places,
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

/** With learned queries in the place of cells, where there are any. */
function resampled(network: Network, queries: number): Network {
  if (queries === 0) return network;
  const [cells, width] = [Number(network.shape[1]), Number(network.shape[2])];
  const heads = headsFor(width);
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
