import type { Explanation } from '@/graph';
import { sampleHelps, tokenDetailHelps, tokenTrainingHelps } from '../common/helps';
import type { trainLanguageModel } from './node';

export const explain: Explanation<typeof trainLanguageModel> = {
  more: 'Each step draws some blocks of text, lets the network guess every next token, and measures how surprised it was by the right one: the loss. The gradient tells how each weight should change to be less surprised; the optimiser makes that change, a little. After a few thousand steps letters become words and words become sentences.',
  formula: 'loss = −1/N ∑ log p(tᵢ₊₁ | t₁ … tᵢ)',
  lookAt:
    'The loss falls fast, then slowly. It begins near ln(vocabulary): pure guessing. When validation turns up while training goes on down, the model begins to learn by heart. Read the samples.',
  source: 'Radford et al. 2018/2019 (GPT, GPT-2); Loshchilov & Hutter 2019 (AdamW); Karpathy, nanoGPT, train.py',
  params: {
    ...sampleHelps,
    ...tokenTrainingHelps,
    ...tokenDetailHelps,
    samplePrompt: 'The model goes on from this at each look.',
    sampleTokens: '0 writes none.',
  },
  inputs: {
    network: 'Ends in a language-model head.',
  },
};
