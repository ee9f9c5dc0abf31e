import type { Explanation } from '@/graph';
import { notationHelp } from '../../common/molecule-notation';
import type { moleculesToText } from './node';

export const explain: Explanation<typeof moleculesToText> = {
  more: 'A SMILES string says a molecule in one line of text, so whatever learns to write text can learn to write molecules. The same molecule can be written in many ways: CCO and OCC are both alcohol. A SELFIES string says it in symbols of which any row stands for a possible molecule, so that what a model writes is never impossible.',
  lookAt: 'How a ring is written: its first and its last atom bear the same number.',
  source:
    'Weininger 1988 (SMILES); Gómez-Bombarelli et al. 2018 and Segler et al. 2018 (language models of SMILES); Krenn et al. 2020 and Lo et al. 2023 (SELFIES)',
  params: {
    notation: notationHelp,
    form: 'In one form: each molecule is written anew, always alike, whoever wrote it at first.',
  },
};
