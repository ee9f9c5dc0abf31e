import type { Dim, ParameterSpec } from '@/graph';

/**
 * The shapes of the parameters that each layer makes, and what its forward pass costs. `ml/layers/` holds the numerics; a test holds the two
 * equal. Sizes may be symbols, so that shapes are known before a tokenizer has learned its vocabulary.
 *
 * FLOPs are per token; a multiply-add counts as two, norms and additions are counted number by number, and activation functions as one each.
 */

/** The context that the cost of attention is told for where the network sets no limit. */
export const DESCRIBED_CONTEXT = 256;

export type NormKind = 'layer-norm' | 'rms-norm';
/** The last two are those of published encoders. */
export type Activation = 'gelu' | 'silu' | 'relu' | 'swiglu' | 'gelu-exact' | 'gelu-quick';

/** What a layer adds to a network. */
export interface Described {
  readonly parameters: readonly ParameterSpec[];
  readonly flops: number;
}

/** `y = x W + b`: weight `[inputs, outputs]`. */
export function linear(name: string, inputs: Dim, outputs: Dim, bias: boolean): readonly ParameterSpec[] {
  const weight = { name: `${name}.weight`, shape: [inputs, outputs] };
  return bias ? [weight, { name: `${name}.bias`, shape: [outputs] }] : [weight];
}

/** A vector for each of `count` things: a lookup, which costs no arithmetic. */
export function describeTable(count: Dim, width: Dim): Described {
  return { parameters: [{ name: 'weight', shape: [count, width] }], flops: 0 };
}

/** Layer or RMS normalisation. RMSNorm has no bias. */
export function describeNorm(kind: NormKind, width: number, bias: boolean): Described {
  const weight = { name: 'weight', shape: [width] };
  return {
    parameters: bias && kind === 'layer-norm' ? [weight, { name: 'bias', shape: [width] }] : [weight],
    flops: (kind === 'layer-norm' ? 7 : 4) * width,
  };
}

export interface AttentionSizes {
  readonly width: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly bias: boolean;
  /** Where it is not `width / heads`. */
  readonly headWidth?: number;
  /** Biases of queries, keys and values, and of the output, where they are not as `bias` says. */
  readonly inputBias?: boolean;
  readonly outputBias?: boolean;
  /** Normalises each query and key. */
  readonly headNorm?: boolean;
}

/** Multi-head attention: four projections, and for each token a score and a share of the value of `context` tokens. */
export function describeAttention(
  { width, heads, keyValueHeads, bias, headWidth = width / heads, ...more }: AttentionSizes,
  context: number,
): Described {
  const { inputBias = bias, outputBias = bias, headNorm = false } = more;
  const [own, shared] = [headWidth * heads, headWidth * keyValueHeads];
  return {
    parameters: [
      ...linear('query', width, own, inputBias),
      ...linear('key', width, shared, inputBias),
      ...linear('value', width, shared, inputBias),
      ...linear('output', own, width, outputBias),
      ...(headNorm ? ['queryNorm.weight', 'keyNorm.weight'].map((name) => ({ name, shape: [headWidth] })) : []),
    ],
    flops: 2 * width * (2 * own + 2 * shared) + 4 * own * context + (headNorm ? 4 * (own + shared) : 0),
  };
}

/** Two linear maps with a function between; SwiGLU has a third, the gate. */
export function describeFeedForward(width: number, hidden: number, activation: Activation, bias: boolean): Described {
  const gated = activation === 'swiglu';
  return {
    parameters: [
      ...(gated ? linear('gate', width, hidden, bias) : []),
      ...linear('up', width, hidden, bias),
      ...linear('down', hidden, width, bias),
    ],
    flops: (gated ? 6 : 4) * width * hidden + (gated ? 2 : 1) * hidden,
  };
}

/** Norm, attention, norm, feed-forward, each pair with its residual addition. */
export function describeBlock(
  sizes: AttentionSizes,
  norm: NormKind,
  hidden: number,
  activation: Activation,
  context: number,
): Described {
  const normal = describeNorm(norm, sizes.width, sizes.bias);
  const attention = describeAttention(sizes, context);
  const feedForward = describeFeedForward(sizes.width, hidden, activation, sizes.bias);
  return {
    parameters: [
      ...within('attentionNorm', normal.parameters),
      ...within('attention', attention.parameters),
      ...within('feedForwardNorm', normal.parameters),
      ...within('feedForward', feedForward.parameters),
    ],
    flops: 2 * normal.flops + attention.flops + feedForward.flops + 2 * sizes.width,
  };
}

/**
 * A last norm and the projection to the vocabulary; tied, it uses the embedding's weight. Free of cost in the vocabulary while that is a symbol. BERT’s has
 * a dense layer before the norm, and a bias for each token.
 */
export function describeHead(
  width: number,
  vocabulary: Dim,
  norm: NormKind | 'none',
  bias: boolean,
  tiedTo: string | null,
  {
    transform = false,
    projectionBias = false,
  }: { readonly transform?: boolean; readonly projectionBias?: boolean } = {},
): Described {
  const normal = norm === 'none' ? { parameters: [], flops: 0 } : describeNorm(norm, width, bias);
  const projection: ParameterSpec =
    tiedTo === null
      ? { name: 'weight', shape: [width, vocabulary] }
      : { name: 'weight', shape: [vocabulary, width], tiedTo };
  return {
    parameters: [
      ...(transform ? linear('transform', width, width, true) : []),
      ...within('norm', normal.parameters),
      projection,
      ...(projectionBias ? [{ name: 'bias', shape: [vocabulary] }] : []),
    ],
    flops:
      normal.flops +
      (transform ? 2 * width * width + width : 0) +
      (typeof vocabulary === 'number' ? 2 * width * vocabulary : 0),
  };
}

/** A last norm and one number for each token: what a text is worth so far. */
export function describeScoreHead(width: number, norm: NormKind | 'none', bias: boolean, classes = 1): Described {
  const normal = norm === 'none' ? { parameters: [], flops: 0 } : describeNorm(norm, width, bias);
  return {
    parameters: [...within('norm', normal.parameters), ...linear('output', width, classes, true)],
    flops: normal.flops + 2 * width * classes,
  };
}

/** The parameters of a part, as a layer made of parts names them. */
export const within = (part: string, parameters: readonly ParameterSpec[]): readonly ParameterSpec[] =>
  parameters.map((parameter) => ({ ...parameter, name: `${part}.${parameter.name}` }));

export interface MlpSizes {
  readonly inputs: number;
  readonly width: number;
  readonly layers: number;
  readonly time: boolean;
  readonly classes: number;
  /** How many words it knows where it is told captions. */
  readonly words?: number;
}

/** Features of the time before they are mixed. */
const TIME_FEATURES = 64;

/** Dense layers; a map of the features of the time, and tables of classes (and of none) and of words where it is told those. FLOPs are per example. */
export function describeMlp({ inputs, width, layers, time, classes, words }: MlpSizes): Described {
  const from = (index: number) => (index === 0 ? inputs : width);
  const told = describeTold(width, time, classes, words);
  const dense = Array.from({ length: layers }, (_, index) => linear(`layer${index}`, from(index), width, true)).flat();
  return {
    parameters: [...dense, ...told.parameters],
    flops: 2 * width * (inputs + (layers - 1) * width) + layers * width + told.flops,
  };
}

/** The same dense layers for each point of a cloud, the last to its features. FLOPs are per cloud. */
export function describePointnet({
  points,
  width,
  layers,
  features,
}: Readonly<Record<'points' | 'width' | 'layers' | 'features', number>>): Described {
  const sizes = Array.from({ length: layers + 1 }, (_, index) => ({
    from: index === 0 ? 3 : width,
    to: index === layers ? features : width,
  }));
  return {
    parameters: sizes.flatMap(({ from, to }, index) => linear(`point${index}`, from, to, true)),
    flops: points * sizes.reduce((sum, { from, to }) => sum + 2 * from * to + to, 0),
  };
}

/** Message passing over a graph: messages of neighbours by kind of edge, an update of each node in each round, and a reading of all. FLOPs are per graph. */
export function describeMessagePassing({
  nodes,
  features,
  edges,
  width,
  rounds,
}: Readonly<Record<'nodes' | 'features' | 'edges' | 'width' | 'rounds', number>>): Described {
  const perRound = 2 * edges * nodes * width + 2 * edges * width * width + 2 * width * width + 4 * width;
  return {
    parameters: [
      ...linear('node', features, width, false),
      ...Array.from({ length: rounds }, (_, round) => [
        ...linear(`round${round}.heard`, edges * width, width, false),
        ...linear(`round${round}.own`, width, width, true),
      ]).flat(),
      ...linear('read', width, width, true),
    ],
    flops: nodes * (2 * features * width + rounds * perRound + 2 * width * width + 4 * width) + width,
  };
}

/** Maps of bodies and of edges, and what each round of messages has for them, for so many bodies and edges. FLOPs are per example. */
export function describeGraphNetwork(
  {
    axes,
    features,
    width,
    rounds,
    outputs,
  }: Readonly<Record<'axes' | 'features' | 'width' | 'rounds' | 'outputs', number>>,
  { bodies, edges }: { readonly bodies: number; readonly edges: number },
): Described {
  const apart = axes > 1 ? axes + 1 : 1;
  const order = ['edge', 'sender', 'receiver', 'message', 'body', 'received', 'update'];
  const bare = ['sender', 'receiver', 'received'];
  return {
    parameters: [
      ...linear('body', features, width, true),
      ...linear('edge', apart, width, true),
      ...Array.from({ length: rounds }, (_, round) =>
        order.flatMap((name) => linear(`round${round}.${name}`, width, width, !bare.includes(name))),
      ).flat(),
      ...linear('output', width, outputs, true),
    ],
    flops:
      2 * width * (bodies * (features + outputs) + edges * apart) +
      2 * width * width * rounds * (5 * bodies + 2 * edges),
  };
}

/** How many numbers coordinates become: themselves, a sine and a cosine of each wave. */
export const fourierWidth = (inputs: number, bands: number, frequencies: 'octaves' | 'random'): number =>
  inputs + 2 * bands * (frequencies === 'octaves' ? inputs : 1);

/** Nothing is learned; a product for the waves, and a sine and a cosine of each. FLOPs are per example. */
export function describeFourierFeatures(inputs: number, bands: number, frequencies: 'octaves' | 'random'): Described {
  const waves = (fourierWidth(inputs, bands, frequencies) - inputs) / 2;
  return { parameters: [], flops: 2 * inputs * waves + 2 * waves };
}

/** Three planes of features, each read by a product with a line of it and one with a point. FLOPs are per example. */
export const describeTriplane = (resolution: number, channels: number): Described => ({
  parameters: ['xy', 'xz', 'yz'].map((plane) => ({
    name: `${plane}.weight`,
    shape: [resolution, resolution * channels],
  })),
  flops: 3 * 2 * resolution * channels * (resolution + 1),
});

/** An embedding of three moments, blocks along time, a norm and a linear map. FLOPs are per example of `times` moments. */
export function describeConvnext(
  {
    inputs,
    width,
    hidden,
    blocks,
    kernel,
    outputs,
  }: Readonly<Record<'inputs' | 'width' | 'hidden' | 'blocks' | 'kernel' | 'outputs', number>>,
  times: number,
): Described {
  const norm = describeNorm('layer-norm', width, true);
  const around = [
    { name: 'around.weight', shape: [kernel, width] },
    { name: 'around.bias', shape: [width] },
  ];
  const block = [
    ...around,
    ...within('norm', norm.parameters),
    ...linear('widen', width, hidden, true),
    ...linear('narrow', hidden, width, true),
  ];
  const perBlock = 2 * kernel * width + norm.flops + 4 * width * hidden + 9 * hidden + width;
  return {
    parameters: [
      ...linear('embed', 3 * inputs, width, true),
      ...Array.from({ length: blocks }, (_, index) => within(`block${index}`, block)).flat(),
      ...within('norm', norm.parameters),
      ...linear('head', width, outputs, true),
    ],
    flops: times * (6 * inputs * width + blocks * perBlock + norm.flops + 2 * width * outputs),
  };
}

/** One dense layer with an activation, told by a vector that is made elsewhere. FLOPs are per example. */
export const describeDense = (inputs: number, width: number): Described => ({
  parameters: linear('layer', inputs, width, true),
  flops: 2 * width * inputs + width,
});

/** A map of the features of the time, a table of classes (and of none), and one of words, where a layer is told those. */
export function describeTold(width: number, time: boolean, classes: number, words = 0): Described {
  return {
    parameters: [
      ...(time ? linear('time', TIME_FEATURES, width, true) : []),
      ...(classes > 0 ? [{ name: 'classes.weight', shape: [classes + 1, width] }] : []),
      ...(words > 0 ? [{ name: 'words.weight', shape: [words, width] }] : []),
    ],
    flops: time ? 2 * TIME_FEATURES * width : 0,
  };
}

/** One dense layer to as many numbers as an example, a code or a score has; a critic's that is told the class has a row for each besides (and for none). */
export function describeExampleHead(inputs: number, shape: readonly number[], classes = 0, bias = true): Described {
  const outputs = shape.reduce((product, size) => product * size, 1);
  return {
    parameters: [
      ...linear('output', inputs, outputs, bias),
      ...(classes > 0 ? [{ name: 'classes.weight', shape: [classes + 1, inputs] }] : []),
    ],
    flops: 2 * inputs * (outputs + (classes > 0 ? 1 : 0)),
  };
}

/** Entries to choose from at each place: the distance to every one. */
export function describeCodebook(entries: number, width: number, places: number): Described {
  return { parameters: [{ name: 'codebook', shape: [entries, width] }], flops: 2 * places * entries * width };
}
