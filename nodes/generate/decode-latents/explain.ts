import type { Explanation } from '@/graph';
import type { decodeLatents } from './node';

export const explain: Explanation<typeof decodeLatents> = {
  more: 'The decoder of the VAE reads each code and draws what it says. Codes that were made are as good as any, as long as they look like codes of real examples: that is what a model of the latent space learns.',
  formula: 'x = decoder(z)',
  lookAt: 'Codes of real examples first: nothing that is made can be sharper than what comes back of those.',
  source: 'Rombach et al. 2022 (latent diffusion)',
  inputs: {
    model: 'The one whose codes these are.',
  },
};
