import { node, wire } from './build';
import { GPT_GROUPS, GPT_WIRES } from './gpt';

/** A small language model that has read plays, half a minute of work: for templates about what is done with a model. Its trainer is `train`, its text `encode`. */
export const smallWriter = {
  nodes: [
    node('text', 'source.text', 0, 40, { origin: 'generated', characters: 200_000 }, { title: 'Plays by a grammar' }),
    node('tokenizer', 'tokenize.learn-bpe', 242, 0, { vocabularySize: 512 }),
    node('encode', 'tokenize.encode', 242, 250, { blockLength: 64, validation: 0.1 }),
    node('embedding', 'network.token-embedding', 494, 20, { width: 64 }),
    node('positions', 'network.positions', 494, 146, { kind: 'learned', context: 64 }),
    node('blocks', 'network.transformer-block', 494, 266, { repeat: 2, heads: 4 }),
    node('head', 'network.language-head', 494, 386),
    node('train', 'train.language-model', 744, 0, {
      steps: 600,
      batchSize: 12,
      learningRate: 0.003,
      minimumLearningRate: 0.0003,
      warmUpSteps: 50,
      decaySteps: 600,
      evaluateEvery: 200,
      evaluateBatches: 5,
      sampleTokens: 0,
    }),
  ],
  wires: [wire('text.text → tokenizer.text'), wire('text.text → encode.text'), ...GPT_WIRES],
  groups: GPT_GROUPS,
};
