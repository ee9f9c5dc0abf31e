import { node, template, wire } from '@/app/templates/build';
import type { GraphDocument, GraphNode, JsonObject, Wire } from '@/graph';

/** A graph of a test's own. */
export const graph = ({
  nodes = [],
  wires = [],
}: {
  readonly nodes?: readonly GraphNode[];
  readonly wires?: readonly Wire[];
}): GraphDocument => template('test', 'Test', '', { nodes, wires });

/** Two nodes and the wire between them: the smallest graph that runs. */
export const TEXT_AND_TOKENIZER = graph({
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 }),
    node('tokenizer', 'tokenize.characters', 300, 0),
  ],
  wires: [wire('text.text → tokenizer.text')],
});

interface TrainingParts {
  readonly name: string;
  readonly text: JsonObject;
  readonly tokenizer?: JsonObject;
  readonly encode: JsonObject;
  /** Positions as a block of their own. */
  readonly positions?: JsonObject;
  readonly block: JsonObject;
  readonly train: JsonObject;
  /** Whether losses are measured over validation blocks too. */
  readonly validates?: boolean;
  /** Nodes behind the training, with the wires that lead to them. */
  readonly after?: readonly { readonly node: GraphNode; readonly from: string }[];
  readonly wires?: readonly string[];
}

/** A whole training: text, characters, blocks, a network of width 16, and what may follow. */
function trainingGraph({ validates = true, after = [], ...parts }: TrainingParts): GraphDocument {
  const column = parts.positions
    ? [
        'tokenizer.tokenizer → embedding.tokenizer',
        'embedding.network → positions.network',
        'positions.network → block.network',
      ]
    : ['tokenizer.tokenizer → embedding.tokenizer', 'embedding.network → block.network'];
  const [blockRow, headRow] = parts.positions ? [2, 3] : [1, 2];
  return template('training', parts.name, '', {
    nodes: [
      at(0, 0, 'text', 'source.text', parts.text),
      at(1, 0, 'tokenizer', 'tokenize.characters', parts.tokenizer),
      at(1, 2, 'encode', 'tokenize.encode', parts.encode),
      at(2, 0, 'embedding', 'network.token-embedding', { width: 16 }),
      ...(parts.positions ? [at(2, 1, 'positions', 'network.positions', parts.positions)] : []),
      at(2, blockRow, 'block', 'network.transformer-block', { repeat: 1, ...parts.block }),
      at(2, headRow, 'head', 'network.language-head'),
      at(3, 0, 'train', 'train.language-model', parts.train),
      ...after.map((next) => next.node),
    ],
    wires: [
      'text.text → tokenizer.text',
      'text.text → encode.text',
      'tokenizer.tokenizer → encode.tokenizer',
      ...column,
      'block.network → head.network',
      'head.network → train.network',
      'encode.training → train.training',
      ...(validates ? ['encode.validation → train.validation'] : []),
      ...after.map((next) => next.from),
      ...(parts.wires ?? []),
    ].map(wire),
  });
}

const at = (column: number, row: number, id: string, type: string, params?: JsonObject): GraphNode =>
  node(id, type, 270 * column, 150 * row, params);

/** A training that is tiny, and takes as long as it is let. */
export const LONG_TRAINING = trainingGraph({
  name: 'A long training',
  text: { origin: 'generated', characters: 4_000 },
  encode: { blockLength: 16 },
  block: { heads: 1 },
  train: { steps: 100_000, batchSize: 4, evaluateEvery: 20, sampleTokens: 8 },
  validates: false,
});

/** A pipeline that trains for a moment: enough for curves, a text and its trace. */
export const TINY = trainingGraph({
  name: 'A tiny pipeline',
  text: { origin: 'generated', characters: 20_000 },
  encode: { blockLength: 16, validation: 0.1 },
  block: { heads: 2, positions: 'rope' },
  train: { steps: 20, batchSize: 4, evaluateEvery: 10, evaluateBatches: 1, sampleTokens: 8 },
  after: [
    {
      node: at(3, 3, 'write', 'generate.text', { strategy: 'sample', topK: 3, maxTokens: 12 }),
      from: 'train.model → write.model',
    },
  ],
});

const RHYME = 'one two buckle my shoe. three four knock at the door. five six pick up sticks. '.repeat(30);

/** A training of a rhyme, with a sample of nothing: as quick as trainings get. */
export const tinyTraining = (train: JsonObject): GraphDocument =>
  trainingGraph({
    name: 'Tiny training',
    text: { origin: 'paste', text: RHYME },
    tokenizer: { unknown: 'left-out' },
    encode: { blockLength: 8 },
    positions: { context: 8 },
    block: { heads: 2 },
    train: { batchSize: 2, evaluateBatches: 1, sampleTokens: 0, warmUpSteps: 0, ...train },
  });

const WRITE_AND_SCORE = {
  after: [
    {
      node: at(4, 0, 'write', 'generate.text', { strategy: 'greedy', maxTokens: 4, prompt: 'The ' }),
      from: 'train.model → write.model',
    },
    {
      node: at(4, 2, 'score', 'evaluate.language-model', { maximumBlocks: 8, batchSize: 4 }),
      from: 'train.model → score.model',
    },
  ],
  wires: ['encode.validation → score.data'],
};

/** The shortest whole pipeline: a text, characters, a GPT of width 16, and unless it ends with the training, what it writes and its score. */
export const smallGraph = (
  train: JsonObject & { readonly steps: number },
  { whole = true }: { readonly whole?: boolean } = {},
): GraphDocument =>
  trainingGraph({
    name: 'A small GPT',
    text: { origin: 'generated', characters: 20_000 },
    encode: { blockLength: 16, validation: 0.1 },
    block: { heads: 2, positions: 'rope' },
    train: { batchSize: 4, learningRate: 0.005, warmUpSteps: 5, evaluateBatches: 2, sampleTokens: 20, ...train },
    ...(whole && WRITE_AND_SCORE),
  });
