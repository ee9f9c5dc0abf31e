import { node, note, template, wire } from './build';
import { GPT_GROUPS, GPT_WIRES } from './gpt';

/** A whole small life of a language model: text, tokenizer, network, training, writing, score. */
export const tinyGpt = template(
  'tiny-gpt',
  'Train a tiny GPT on Shakespeare-like text',
  'From a text to a trained language model, its samples and its score. Press Run: words appear within a minute, and get better while it trains.',
  {
    nodes: [
      node('text', 'source.text', 0, 40, { origin: 'generated', characters: 320_000 }, { title: 'Plays by a grammar' }),
      node('tokenizer', 'tokenize.learn-bpe', 242, 0, { vocabularySize: 512 }),
      node('encode', 'tokenize.encode', 242, 250, { blockLength: 64, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 494, 20, { width: 96 }),
      node('positions', 'network.positions', 494, 146, { kind: 'learned', context: 64 }),
      node('blocks', 'network.transformer-block', 494, 266, { repeat: 3, heads: 4 }),
      node('head', 'network.language-head', 494, 386),
      node('train', 'train.language-model', 744, 0, {
        steps: 1_000,
        batchSize: 12,
        learningRate: 0.002,
        minimumLearningRate: 0.0002,
        warmUpSteps: 50,
        decaySteps: 1_000,
        evaluateEvery: 100,
        evaluateBatches: 5,
        sampleTokens: 140,
      }),
      node('write', 'generate.text', 744, 500, { strategy: 'sample', temperature: 0.8, topK: 20, maxTokens: 300 }),
      node('score', 'evaluate.language-model', 494, 560),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      ...GPT_WIRES,
      wire('train.model → write.model'),
      wire('train.model → score.model'),
      wire('encode.validation → score.data'),
    ],
    groups: GPT_GROUPS,
    notes: [
      note(
        'look',
        0,
        480,
        208,
        180,
        'What to look at\n\nThe loss falls fast, then slowly. Read the sample under the curve at each look: first letters, then words, then lines with a speaker.',
      ),
      note(
        'try',
        242,
        480,
        208,
        180,
        'Then try\n\nMore steps: training goes on from where it is. A wider network. Your own text: choose “File” in the first node.',
      ),
    ],
  },
);
