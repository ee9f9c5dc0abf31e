import type { Explanation } from '@/graph';
import type { evaluateLanguageModel } from './node';

export const explain: Explanation<typeof evaluateLanguageModel> = {
  more: 'The loss is how surprised the model is by each next token, on average. Perplexity says the same as a number of choices: 10 means it was as unsure as if it had to pick one of ten. Bits per character can be compared between models with different tokenizers. Top-1 and top-5 say how often the right token was its first guess, or among its first five. A model that fills gaps has each token hidden in turn and sees all others of its block: that gives the pseudo-perplexity, which takes as many passes as a block has tokens.',
  formula:
    'perplexity = e^loss;   pseudo-perplexity = exp(−1/N ∑ log p(tᵢ | all other tokens));   bits per character = loss / ln 2 / characters per token',
  lookAt: 'Compare with the training loss: much higher means overfitting. A uniform guess has the loss ln(vocabulary).',
  source: 'Jelinek et al. 1977 (perplexity); Radford et al. 2019; Salazar et al. 2020 (pseudo-perplexity)',
  params: {
    maximumBlocks:
      'Blocks spread evenly over the text. 0: all of them. A model that fills gaps goes through each block once for every token, so a few dozen will do.',
    batchSize: 'Blocks measured at once; changes the time, not the result.',
  },
  inputs: {
    data: 'Usually the validation part.',
  },
};
