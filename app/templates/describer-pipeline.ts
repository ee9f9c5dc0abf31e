import type { GraphDocument } from '@/graph';
import { node, wire } from './build';

/** Steps of the classifier, the language model, the projector alone, and all together, and how many tokens of a line the language model sees at once. */
export interface DescriberSettings {
  readonly see: number;
  readonly write: number;
  readonly align: number;
  readonly tune: number;
  readonly blockLength: number;
}

/**
 * LLaVA from pictures with captions, the port `images.examples`: questions, a classifier that sees, a language model that writes, and both stages, up to
 * `tune.describer` and the pictures that were put aside, `split.validation`.
 */
export const describerPipeline = ({
  see,
  write,
  align,
  tune,
  blockLength,
}: DescriberSettings): Pick<GraphDocument, 'nodes' | 'wires' | 'groups'> => ({
  nodes: [
    node('ask', 'prepare.picture-questions', 0, 360),
    node('split', 'prepare.split-examples', 0, 630, { validation: 0.05 }),

    node('input', 'network.example-input', 300, 0),
    node('near', 'network.convolution', 300, 140, { channels: 16 }, { title: 'Looks closely' }),
    node('grid', 'network.image-encoder', 300, 280, { channels: 32, halvings: 3, grid: true }),
    node('classes', 'network.example-output', 300, 420, { gives: 'classes' }),
    node('see', 'train.classifier', 620, 0, {
      steps: see,
      decaySteps: see,
      batchSize: 64,
      learningRate: 0.004,
      evaluateEvery: 100,
    }),

    node('text', 'prepare.captions-text', 300, 700),
    node('tokenizer', 'tokenize.learn-bpe', 300, 970, { vocabularySize: 400 }),
    node('encode', 'tokenize.encode', 300, 1_250, { blockLength, validation: 0.02 }),
    node('embedding', 'network.token-embedding', 620, 700, { width: 64 }),
    node('blocks', 'network.transformer-block', 620, 840, { repeat: 2, heads: 4, positions: 'rope' }),
    node('head', 'network.language-head', 620, 980),
    node('write', 'train.language-model', 940, 700, {
      steps: write,
      decaySteps: write,
      batchSize: 24,
      learningRate: 0.003,
      evaluateEvery: 60,
      evaluateBatches: 2,
      sampleTokens: 40,
    }),

    node('align', 'train.describer', 1_260, 0, {
      steps: align,
      decaySteps: align,
      learningRate: 0.003,
      evaluateEvery: 50,
    }),
    node('tune', 'train.describer-tune', 1_260, 700, {
      steps: tune,
      decaySteps: tune,
      learningRate: 0.003,
      evaluateEvery: 200,
    }),
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
  ].map(wire),
  groups: [
    { id: 'sees', title: 'Who sees', nodes: ['input', 'near', 'grid', 'classes'] },
    { id: 'writes', title: 'Who writes', nodes: ['embedding', 'blocks', 'head'] },
  ],
});
