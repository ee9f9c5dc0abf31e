import type { Explanation } from '@/graph';
import type { positions } from './node';

export const explain: Explanation<typeof positions> = {
  more: 'Attention sees a set of tokens, not a sequence: “dog bites man” and “man bites dog” would be the same. Adding a vector that depends on the place tells them apart. With RoPE or ALiBi inside attention this block is not needed.',
  formula: 'learned: x + P[i]      waves: x + sin / cos(i / 10000^(2k/width))',
  lookAt: 'Learned positions limit how far the model can ever look back; waves do not.',
  source: 'Radford et al. 2019 (learned); Vaswani et al. 2017, section 3.5 (sinusoidal)',
  params: {
    kind: 'Learned: a vector for each place, as in GPT-2. Waves: sines and cosines, which need no learning.',
    context: 'The most tokens it can look at. The blocks that it is trained on may not be longer.',
  },
};
