import type { Explanation } from '@/graph';
import type { encode } from './node';

export const explain: Explanation<typeof encode> = {
  more: 'Documents are written one after another and encoded into one long row of ids. Training cuts blocks from it at random places; each token of a block is a small exam: given all tokens before it, which comes next?',
  formula: 'x = (t₁ … t_L),  y = (t₂ … t_L₊₁)',
  lookAt: 'Characters per token: about 1 for characters, 3 to 4 for a learned vocabulary.',
  source: 'Radford et al. 2019 (GPT-2); Karpathy, nanoGPT, prepare.py',
  params: {
    blockLength:
      'How many tokens the model sees at once while it trains. Longer blocks carry more meaning and cost more time.',
    validation:
      'The last part of the text, which the model is never trained on. 0: none, for instance when the text was split before.',
    separator:
      'What is written between one document and the next; usually a line break, or a special token such as <|endoftext|>.',
  },
  outputs: {
    training: 'Tokens to learn from.',
    validation: 'Tokens to be tested on; empty when none are put aside.',
  },
};
