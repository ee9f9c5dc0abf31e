import type { Explanation } from '@/graph';
import type { tradeOff } from './node';

export const explain: Explanation<typeof tradeOff> = {
  more: 'A smaller model is not always quicker, and a quicker one not always worse: only measuring tells. Each model writes the same number of tokens from the same beginning, one after another on this device, a few times; what counts is the middle of these. It also predicts the same unseen text. The size is that of the weights where they are stored. The memory is what weights take while the model writes, with the keys and values that it keeps of all tokens of all texts when its context is full. Weights quantised per channel are used in a byte for each number on WebAssembly; others are worked out in full. A line in the log tells which.',
  formula:
    'perplexity = e^loss;   tokens per second = texts · tokens after the first / seconds for them;   keys and values = 2 · 4 bytes · texts · tokens · layers · width of keys',
  lookAt:
    'The picture: left is small or quick, low is good. A model that has another to its left and below is never the one to take. Speeds that differ by less than a tenth are alike: other work on the device changes them.',
  params: {
    names: 'What the models are called, in order, with commas between. Empty: their numbers.',
    tokens: 'How many tokens each model writes in each round.',
    batch: 'How many texts each model writes at the same time: more tokens a second in all, and more memory.',
    context:
      'How many tokens the keys and values are kept of. 0, or more than a model was trained to look back on: that.',
    across:
      'What the picture sets against perplexity: size where it is stored, memory in use, or the time for a token.',
    rounds: 'How often each model writes; the middle counts.',
    maximumBlocks: 'Blocks of the text that are predicted, spread evenly over it.',
  },
  inputs: {
    data: 'Text that no model has learned from, encoded with the tokenizer of the models.',
    first: 'The one that others are compared with, usually the full model.',
  },
  outputs: {
    metrics: 'Each model against the first.',
    table: 'A row for each model; the star marks the best of a column.',
  },
};
