import type { GraphDocument } from '@/graph';
import { node, note, template, wire } from './build';

/** Steps of the classifier, the language model, the projector alone, and all together. */
const [SEE, WRITE, ALIGN, TUNE] = [1_000, 120, 100, 800];

/** LLaVA on captioned shapes: each cell that a classifier sees becomes a token before the words of a small language model. */
export const describes: GraphDocument = template(
  'describes',
  'A model that describes what it sees',
  'A small network learns to see, a small language model learns to write, and between them a projector makes a token of each place that is seen: first it learns alone, then all three together. The model describes pictures that it never saw, and answers questions about them.',
  {
    nodes: [
      node('images', 'source.images', 0, 0, {
        origin: 'shapes',
        count: 12_000,
        labelled: 'shape-colour',
        captioned: true,
      }),
      node('ask', 'prepare.picture-questions', 0, 360),
      node('split', 'prepare.split-examples', 0, 630, { validation: 0.05 }),

      node('input', 'network.example-input', 300, 0),
      node('near', 'network.convolution', 300, 140, { channels: 16 }, { title: 'Looks closely' }),
      node('grid', 'network.image-encoder', 300, 280, { channels: 32, halvings: 3, grid: true }),
      node('classes', 'network.example-output', 300, 420, { gives: 'classes' }),
      node('see', 'train.classifier', 620, 0, {
        steps: SEE,
        decaySteps: SEE,
        batchSize: 64,
        learningRate: 0.004,
        evaluateEvery: 100,
      }),

      node('text', 'prepare.captions-text', 300, 700),
      node('tokenizer', 'tokenize.learn-bpe', 300, 970, { vocabularySize: 400 }),
      node('encode', 'tokenize.encode', 300, 1_250, { blockLength: 24, validation: 0.02 }),
      node('embedding', 'network.token-embedding', 620, 700, { width: 64 }),
      node('blocks', 'network.transformer-block', 620, 840, { repeat: 2, heads: 4, positions: 'rope' }),
      node('head', 'network.language-head', 620, 980),
      node('write', 'train.language-model', 940, 700, {
        steps: WRITE,
        decaySteps: WRITE,
        batchSize: 24,
        learningRate: 0.003,
        evaluateEvery: 60,
        evaluateBatches: 2,
        sampleTokens: 40,
      }),

      node('align', 'train.describer', 1_260, 0, {
        steps: ALIGN,
        decaySteps: ALIGN,
        learningRate: 0.003,
        evaluateEvery: 50,
      }),
      node('tune', 'train.describer-tune', 1_260, 700, {
        steps: TUNE,
        decaySteps: TUNE,
        learningRate: 0.003,
        evaluateEvery: 200,
      }),

      node('describe', 'generate.describe', 1_600, 0, { limit: 12 }),
      node(
        'question',
        'generate.describe',
        1_600,
        360,
        { question: 'what colour is the star?', limit: 12 },
        { title: 'Ask' },
      ),
      node('examine', 'evaluate.describer', 1_600, 720, { limit: 300 }),
    ],
    wires: [
      'images.examples → ask.examples',
      'ask.examples → split.examples',
      'split.training → input.examples',
      'input.network → near.network',
      'near.network → grid.network',
      'grid.network → classes.network',
      'split.training → classes.examples',
      'classes.network → see.network',
      'split.training → see.examples',
      'split.validation → see.validation',
      'split.training → text.examples',
      'text.text → tokenizer.text',
      'text.text → encode.text',
      'tokenizer.tokenizer → encode.tokenizer',
      'tokenizer.tokenizer → embedding.tokenizer',
      'embedding.network → blocks.network',
      'blocks.network → head.network',
      'head.network → write.network',
      'encode.training → write.training',
      'encode.validation → write.validation',
      'see.classifier → align.classifier',
      'write.model → align.model',
      'split.training → align.examples',
      'split.validation → align.validation',
      'align.describer → tune.describer',
      'split.training → tune.examples',
      'split.validation → tune.validation',
      'tune.describer → describe.describer',
      'split.validation → describe.examples',
      'tune.describer → question.describer',
      'split.validation → question.examples',
      'tune.describer → examine.describer',
      'split.validation → examine.examples',
    ].map(wire),
    groups: [
      { id: 'sees', title: 'Who sees', nodes: ['input', 'near', 'grid', 'classes'] },
      { id: 'writes', title: 'Who writes', nodes: ['embedding', 'blocks', 'head'] },
    ],
    notes: [
      note(
        'look',
        1_260,
        1_300,
        280,
        190,
        'What to look at\n\nWhat both stages say of four pictures at each look. The grammar is right from the beginning, since the language model could write before. The projector alone brings a little of what is true; with the second stage come colour and place, and last the shape.',
      ),
      note(
        'then',
        1_600,
        1_240,
        280,
        190,
        'Then try\n\nOther questions in “Ask”: “how many stars are there?”, “is it large?”. An encoder that stays as it is, in the second stage: how much it has to learn beyond its classes. A picture that becomes “tokens that ask” in the first: how few of them are enough?',
      ),
    ],
  },
);
