import { node, note, template, wire } from './build';

/** A masked language model: what is hidden is found from both sides. */
export const fillGaps = template(
  'fill-gaps',
  'A model that fills gaps',
  'Words are hidden, and a network that looks both ways learns to find them: what BERT does, in small. Write a text with gaps of your own and see what could stand in them.',
  {
    nodes: [
      node('text', 'source.text', 0, 40, { origin: 'generated', characters: 320_000 }, { title: 'Plays by a grammar' }),
      node('tokenizer', 'tokenize.learn-bpe', 242, 0, { vocabularySize: 1_600 }),
      node('encode', 'tokenize.encode', 242, 250, { blockLength: 32, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 494, 20, { width: 64 }),
      node(
        'blocks',
        'network.transformer-block',
        494,
        146,
        { repeat: 2, heads: 4, positions: 'rope', causal: false },
        { title: 'Blocks that look both ways' },
      ),
      node('head', 'network.language-head', 494, 290),
      node('train', 'train.masked-language-model', 744, 0, {
        steps: 1_000,
        batchSize: 24,
        learningRate: 0.006,
        minimumLearningRate: 0.0006,
        warmUpSteps: 40,
        decaySteps: 1_000,
        evaluateEvery: 100,
        evaluateBatches: 5,
        share: 0.3,
        sampleText: 'I will not ___ my crown, for I ___ tired.\nWhat ___ is this? Let it ___ by the sea.',
      }),
      node('fill', 'generate.fill', 744, 500, {
        text: 'I have ___ the king, and I ___ not sleep.\nWhat ___ is this? You ___ not speak of ___ to me.',
      }),
      node('score', 'evaluate.language-model', 494, 560, { maximumBlocks: 40, batchSize: 32 }),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → blocks.network'),
      wire('blocks.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
      wire('train.model → fill.model'),
      wire('train.model → score.model'),
      wire('encode.validation → score.data'),
    ],
    groups: [{ id: 'network', title: 'The network', nodes: ['embedding', 'blocks', 'head'] }],
    notes: [
      note(
        'look',
        0,
        480,
        208,
        200,
        'What to look at\n\nUnder the curves stands a text with gaps, and the same text as the model fills it. Open the Result of “Fill the gaps” and choose a word: beside it stands what else could have been there.',
      ),
      note(
        'try',
        242,
        480,
        208,
        180,
        'Then try\n\nYour own sentence with ___ in it. Fill all gaps at once. Hide half of all tokens while it trains.',
      ),
    ],
  },
);
