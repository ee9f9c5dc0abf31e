import type { Explanation } from '@/graph';
import { notationHelp } from '../../common/molecule-notation';
import type { moleculeGoalNode } from './node';

export const explain: Explanation<typeof moleculeGoalNode> = {
  more: 'What a model writes is read by the chemistry library, its property is computed, and how far it lies from the mean of the molecules you have is its reward. Wired to “Align by rewards”, the model learns to write what is worth more, while the cost of straying holds it near what it has learned. What is no molecule loses, so that it does not forget how to write them; what it wrote before in the same round loses too, so that it does not write one molecule for ever. With a predictor wired, what that foretells is the reward in place of what is computed, as where measuring is slow or dear.',
  formula: 'worth = ± (property − mean) / deviation, − what is lost',
  lookAt:
    'What the model finds: a reward is met in the easiest way. For more logP that is chlorine and rings; whether anybody can make such a molecule, it does not ask. With a predictor, it finds molecules that the predictor takes for better than they are: “Compare molecules” tells what it believes and what is so.',
  source: 'Olivecrona et al. 2017 (REINVENT: a prior, a score, and reinforcement)',
  params: {
    property: 'Computed from the structure alone.',
    target: 'The nearer a molecule comes to this, the more it is worth.',
    most: 'So many deviations from the mean are worth no more, so that nothing extreme is sought.',
    impossible: 'In deviations of the property.',
    notation: `What the model writes. ${notationHelp}`,
    repeated: 'In deviations, for a molecule that stands in the same round already.',
    atoms:
      'Each atom more takes off a tenth of a deviation: without that, the easiest way to most properties is to be larger.',
  },
  inputs: {
    molecules: 'Those that the model learned from: they tell what is much.',
    predictor:
      'Says what of the property a molecule has. A molecule of more atoms than it has room for loses as an impossible one does.',
  },
};
