import { node, note, template, wire } from './build';
import { COOK, FORECAST, SAILOR } from './voices';

const VOICES = [
  ['sailor', 'Sailor', SAILOR],
  ['forecast', 'Forecast', FORECAST],
  ['cook', 'Cook', COOK],
] as const;
const HEIGHT = 440;
const writing = { prompt: 'The ', strategy: 'sample', temperature: 0.7, maxTokens: 80 };

/** One model that never changes, and three small additions to it. */
export const loraVoices = template(
  'lora-voices',
  'LoRA: one base, three voices',
  'One small model learns to write plays. Three adapters, each a small part of its size, teach it to speak as a sailor, a weather forecast and a cook; the same prompt is written with each.',
  {
    nodes: [
      node('text', 'source.text', 0, 40, { origin: 'generated', characters: 200_000 }, { title: 'Plays by a grammar' }),
      node('tokenizer', 'tokenize.learn-bpe', 242, 0, { vocabularySize: 512 }),
      node('encode', 'tokenize.encode', 242, 250, { blockLength: 64, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 494, 20, { width: 96 }),
      node('positions', 'network.positions', 494, 146, { kind: 'learned', context: 64 }),
      node('blocks', 'network.transformer-block', 494, 266, { repeat: 3, heads: 4 }),
      node('head', 'network.language-head', 494, 386),
      node('train', 'train.language-model', 744, 0, {
        steps: 800,
        batchSize: 12,
        learningRate: 0.002,
        minimumLearningRate: 0.0002,
        warmUpSteps: 50,
        decaySteps: 800,
        evaluateEvery: 200,
        evaluateBatches: 5,
        sampleTokens: 60,
      }),
      node('write', 'generate.text', 744, 500, writing, { title: 'The base writes', seed: 1 }),
      ...VOICES.flatMap(([id, title, text], row) => [
        node(id, 'source.text', 1_000, row * HEIGHT, { origin: 'paste', text }, { title }),
        node(`${id}-encode`, 'tokenize.encode', 1_250, row * HEIGHT, { blockLength: 64, validation: 0.1 }),
        node(`${id}-adapter`, 'train.adapter', 1_500, row * HEIGHT, {
          rank: 8,
          steps: 200,
          batchSize: 8,
          learningRate: 0.01,
          warmUpSteps: 20,
          decaySteps: 200,
          evaluateEvery: 50,
        }),
        node(`${id}-apply`, 'train.apply-adapter', 1_750, row * HEIGHT),
        node(`${id}-write`, 'generate.text', 2_000, row * HEIGHT, writing, { title: `${title} writes`, seed: 1 }),
      ]),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → positions.network'),
      wire('positions.network → blocks.network'),
      wire('blocks.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
      wire('train.model → write.model'),
      ...VOICES.flatMap(([id]) => [
        wire(`${id}.text → ${id}-encode.text`),
        wire(`tokenizer.tokenizer → ${id}-encode.tokenizer`),
        wire(`train.model → ${id}-adapter.model`),
        wire(`${id}-encode.training → ${id}-adapter.training`),
        wire(`${id}-encode.validation → ${id}-adapter.validation`),
        wire(`train.model → ${id}-apply.model`),
        wire(`${id}-adapter.adapter → ${id}-apply.adapter`),
        wire(`${id}-apply.model → ${id}-write.model`),
      ]),
    ],
    groups: [{ id: 'network', title: 'The network', nodes: ['embedding', 'positions', 'blocks', 'head'] }],
    notes: [
      note(
        'look',
        2_250,
        0,
        208,
        180,
        'What to look at\n\nThe same base, the same words to begin with, the same seed: only the adapter differs.',
      ),
      note(
        'try',
        2_250,
        HEIGHT,
        208,
        200,
        'Then try\n\nTurn the strength of an adapter down to 0.5, or below 0. Wire a second adapter into “Apply adapter”: what does a cook at sea say?',
      ),
    ],
  },
);
