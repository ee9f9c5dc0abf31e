import { type GraphBody, type GraphNode, INPUT, OUTPUT } from '@/graph';
import { node, note, template, wire } from './build';

const input = (id: string, title: string, y: number): GraphNode => ({ ...node(id, INPUT, 0, y), title });

/** What is tried: a small network, its training and its score. */
const tried: GraphBody = {
  nodes: [
    input('tokenizer', 'Tokenizer', 0),
    input('training', 'Training', 120),
    input('validation', 'Validation', 240),
    node('embedding', 'network.token-embedding', 260, 0, { width: 32 }),
    node('positions', 'network.positions', 260, 126, { kind: 'learned', context: 32 }),
    node('blocks', 'network.transformer-block', 260, 246, { repeat: 1, heads: 4 }),
    node('head', 'network.language-head', 260, 366),
    node('train', 'train.language-model', 520, 0, {
      steps: 120,
      batchSize: 12,
      learningRate: 0.003,
      minimumLearningRate: 0,
      warmUpSteps: 10,
      decaySteps: 120,
      evaluateEvery: 60,
      evaluateBatches: 4,
      sampleTokens: 0,
    }),
    node('score', 'evaluate.language-model', 780, 0),
    { ...node('measured', OUTPUT, 1_040, 0), title: 'Score' },
  ],
  wires: [
    wire('tokenizer.value → embedding.tokenizer'),
    wire('embedding.network → positions.network'),
    wire('positions.network → blocks.network'),
    wire('blocks.network → head.network'),
    wire('head.network → train.network'),
    wire('training.value → train.training'),
    wire('validation.value → train.validation'),
    wire('train.model → score.model'),
    wire('validation.value → score.data'),
    wire('score.metrics → measured.value'),
  ],
  groups: [{ id: 'network', title: 'The network', nodes: ['embedding', 'positions', 'blocks', 'head'] }],
  notes: [],
  exposed: [
    { name: 'learningRate', node: 'train', param: 'learningRate', title: 'Learning rate' },
    { name: 'width', node: 'embedding', param: 'width', title: 'Width' },
    { name: 'repeat', node: 'blocks', param: 'repeat', title: 'Blocks' },
  ],
};

/** One training, tried with many settings. */
export const settingsSweep = template(
  'settings-sweep',
  'Hyper-parameter sweep',
  'The same small language model trained with twelve choices of learning rate, width and depth. One plot shows which of them matters.',
  {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'generated', characters: 60_000 }, { title: 'Plays by a grammar' }),
      node('tokens', 'tokenize.characters', 242, 0),
      node('encode', 'tokenize.encode', 242, 250, { blockLength: 32, validation: 0.1 }),
      {
        ...node('sweep', 'flow.sweep', 520, 0, {
          vary: 'Learning rate: 0.0003, 0.003, 0.03\nWidth: 16, 48\nBlocks: 1, 2',
          search: 'grid',
          tries: 12,
        }),
        body: tried,
      },
    ],
    wires: [
      wire('text.text → tokens.text'),
      wire('text.text → encode.text'),
      wire('tokens.tokenizer → encode.tokenizer'),
      wire('tokens.tokenizer → sweep.tokenizer'),
      wire('encode.training → sweep.training'),
      wire('encode.validation → sweep.validation'),
    ],
    notes: [
      note(
        'look',
        0,
        300,
        208,
        210,
        'What to look at\n\nEach line is one training, across its settings to its loss. Lines that end well cross the axis of the learning rate close together; width and depth matter less here.',
      ),
      note(
        'try',
        520,
        420,
        260,
        150,
        'Then try\n\nOpen it to see what is tried. Vary something else: select a node inside, press the arrow beside a setting, and write its name in a line.',
      ),
    ],
  },
);
