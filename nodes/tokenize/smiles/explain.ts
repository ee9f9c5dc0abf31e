import type { Explanation } from '@/graph';
import type { smilesTokens } from './node';

export const explain: Explanation<typeof smilesTokens> = {
  more: 'Letters are not the atoms of a molecule: Cl is chlorine, and what stands in square brackets is one atom with its charge and hydrogens. Cut into atoms, a string is shorter, and each token has a meaning in chemistry.',
  lookAt: 'The vocabulary: a few dozen tokens are enough for most molecules.',
  source: 'Schwaller et al. 2018, “Found in translation”, section 2.2',
};
