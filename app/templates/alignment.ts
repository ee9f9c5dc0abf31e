import type { JsonObject } from '@/graph';
import { node, wire } from './build';

/** What the templates of alignment share, and the bench of alignment measures. */

/** What the simulated person likes: questions of about forty characters. */
export const TASTE = {
  lengthWeight: 1,
  lengthTarget: 40,
  fullStopWeight: 0,
  pattern: '\\?\\s*$',
  patternWeight: 2,
} satisfies JsonObject;

export const ANSWERING = { answerTokens: 24, stop: '\\n' } satisfies JsonObject;

/** Beginnings that are learned with, and others that are scored with. */
export const BEGINNINGS = [
  ...['I am', 'I have', 'I will', 'I saw', 'You are', 'You have', 'We will', 'We were', 'They say that', 'The king'],
  ...['The queen', 'The moon', 'The wind', 'The river', 'My heart', 'My lord', 'My love', 'Your father', 'His sword'],
  ...[
    'Her crown',
    'This night',
    'This man',
    'No man',
    'Go',
    'Come',
    'Let us',
    'Give me',
    'Tell me',
    'If I',
    'When the',
  ],
  ...['But', 'And yet', 'So', 'Love is', 'Time is', 'Mercy is', 'Joy and', 'A fool', 'A rose', 'All the'],
];
export const OTHER_BEGINNINGS = [
  ...['I love', 'You were', 'We have', 'They will', 'The sea', 'The crown', 'My sword', 'Your love', 'Her eyes'],
  ...['That night', 'One man', 'Stay', 'Let me', 'Show me', 'If you', 'When I', 'Yet', 'Death is', 'A king', 'A dream'],
];

export const PAIRS = 2_000;
export const START = {
  steps: 800,
  batchSize: 12,
  learningRate: 0.002,
  minimumLearningRate: 0.0002,
  warmUpSteps: 50,
  decaySteps: 800,
  evaluateEvery: 400,
  evaluateBatches: 5,
  sampleTokens: 60,
} satisfies JsonObject;
export const REWARD = { steps: 300, batchSize: 16, evaluateEvery: 50 } satisfies JsonObject;
export const PPO = {
  rounds: 45,
  rollouts: 64,
  updates: 8,
  batchSize: 32,
  learningRate: 4e-4,
  klWeight: 0.02,
  plainWeight: 1,
  lookEvery: 15,
} satisfies JsonObject;
export const DPO = {
  steps: 600,
  batchSize: 16,
  learningRate: 3e-4,
  beta: 0.5,
  evaluateEvery: 100,
} satisfies JsonObject;

export const CORPUS = {
  characters: 320_000,
  vocabularySize: 512,
  validation: 0.1,
  blockLength: 64,
  width: 64,
  layers: 2,
};

const SHOWN = { strategy: 'sample', temperature: 1, maxTokens: ANSWERING.answerTokens, stop: ANSWERING.stop };
const SCORED = { ...TASTE, ...ANSWERING, pairs: 80 };

function beginnings(some: readonly string[]): JsonObject {
  return { origin: 'paste', separate: 'line', text: some.join('\n') };
}

const { characters, vocabularySize, validation, blockLength, width, layers } = CORPUS;

/** From a text to a small model that writes plays, and beginnings for it to go on from. */
export const startNodes = [
  node('text', 'source.text', 0, 40, { origin: 'generated', characters }, { title: 'Plays by a grammar' }),
  node('tokenizer', 'tokenize.learn-bpe', 242, 0, { vocabularySize }),
  node('encode', 'tokenize.encode', 242, 250, { blockLength, validation }),
  node('embedding', 'network.token-embedding', 494, 20, { width }),
  node('positions', 'network.positions', 494, 146, { kind: 'learned', context: blockLength }),
  node('blocks', 'network.transformer-block', 494, 266, { repeat: layers, heads: 4 }),
  node('head', 'network.language-head', 494, 386),
  node('train', 'train.language-model', 744, 0, START, { title: 'The start' }),
  node('beginnings', 'source.text', 744, 560, beginnings(BEGINNINGS), { title: 'Beginnings' }),
  node('others', 'source.text', 744, 800, beginnings(OTHER_BEGINNINGS), { title: 'Other beginnings' }),
];

export const startWires = [
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
  wire('train.model → rank.model'),
  wire('beginnings.text → rank.prompts'),
  wire('train.model → judge.model'),
  wire('rank.preferences → judge.preferences'),
  wire('train.model → ppo.model'),
  wire('beginnings.text → ppo.prompts'),
  wire('judge.reward → ppo.reward'),
  wire('encode.training → ppo.plain'),
];

export const startGroup = { id: 'network', title: 'The network', nodes: ['embedding', 'positions', 'blocks', 'head'] };

export const rankNode = node('rank', 'align.rank-by-rule', 1_000, 0, { ...TASTE, ...ANSWERING, pairs: PAIRS });
export const judgeNode = node('judge', 'align.reward-model', 1_250, 0, REWARD);

/** Nodes that show what a model writes, what the rule thinks of it, and how well it still knows plain text. */
export function shown(model: string, called: string, x: number, y: number) {
  const [answers, score, plain] = [`${model}-answers`, `${model}-score`, `${model}-plain`];
  return {
    nodes: [
      node(answers, 'generate.answers', x, y, SHOWN, { title: `${called}: answers`, seed: 1 }),
      node(score, 'align.rank-by-rule', x + 250, y, SCORED, { title: `${called}: score`, seed: 1 }),
      node(plain, 'evaluate.language-model', x + 500, y, {}, { title: `${called}: plain text` }),
    ],
    wires: [
      wire(`${model}.model → ${answers}.model`),
      wire(`others.text → ${answers}.prompts`),
      wire(`${model}.model → ${score}.model`),
      wire(`others.text → ${score}.prompts`),
      wire(`${model}.model → ${plain}.model`),
      wire(`encode.validation → ${plain}.data`),
    ],
  };
}
