import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Attention lets tokens exchange what they know; feed-forward lets each think about what it got. Both add their result to a stream that runs through the whole network. Early layers find letters and words, later ones meaning.',
  formula: 'x ← x + attention(norm(x));   x ← x + feed-forward(norm(x))',
  lookAt: 'Parameters grow with layers × width², and the work of attention with the length of the context.',
  source: 'Vaswani et al. 2017; Radford et al. 2019 (GPT-2, pre-norm); Touvron et al. 2023 (RMSNorm, SwiGLU, RoPE)',
};
