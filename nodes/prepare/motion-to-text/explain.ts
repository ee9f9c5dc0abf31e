import type { Explanation } from '@/graph';
import type { motionToText } from './node';

export const explain: Explanation<typeof motionToText> = {
  more: 'A language model knows no numbers, only which sign follows which. So the range of each quantity is cut into levels, and each level gets a sign: angle and speed of a pendulum become two letters for each moment. A mark stands before the first and behind the last: ⟨ŐƳŎư…⟩. What goes round in the world goes round in the text, and can be learned like spelling.',
  formula: 'level = ⌊ count · (x − min) / (max − min) ⌋;  µ-law: x ↦ sgn(x) ln(1 + µ|x|) / ln(1 + µ),  µ = 255',
  lookAt: 'A document: the letters climb and fall as the pendulum does.',
  source:
    'Reed et al. 2022 (Gato, section 2.1: values in bins, a token each); van den Oord et al. 2016 (WaveNet, µ-law); ITU-T G.711',
  params: {
    levels:
      'More are finer, and take more to learn: two levels side by side are as different to the model as any two words.',
    law: 'µ-law has fine levels near the middle of the range and coarse ones far out, as telephones do.',
    aside: 'The last runs are not learned from; the model is given their beginnings to go on with.',
    given: 'The share of a run that is kept aside.',
  },
  inputs: {
    own: 'Runs of yours for the model to go on with, of the same system and time step, such as a table through “Time series”. Instead of those kept aside; what is shorter than those that were learned is given whole.',
  },
  outputs: {
    text: 'One document for each run, to learn from.',
    starts: 'For “Answer prompts”: what is to be gone on with.',
    kept: 'The runs that were begun, whole.',
    scale: 'For “Text to motion”: what each sign stands for.',
    form: 'For “Answer prompts”: a motion has so many moments and then ends.',
  },
};
