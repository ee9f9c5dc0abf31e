import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Documents are written one after another and encoded into one long row of ids. Training cuts blocks from it at random places; each token of a block is a small exam: given all tokens before it, which comes next?',
  formula: 'x = (t₁ … t_L),  y = (t₂ … t_L₊₁)',
  lookAt: 'Characters per token: about 1 for characters, 3 to 4 for a learned vocabulary.',
  source: 'Radford et al. 2019 (GPT-2); Karpathy, nanoGPT, prepare.py',
};
