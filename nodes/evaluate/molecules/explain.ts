import type { Explanation } from '@/graph';
import type { evaluateMolecules } from './node';

export const explain: Explanation<typeof evaluateMolecules> = {
  more: 'A writer of molecules is good when nearly all that it writes is possible, when it does not repeat itself, and when it writes what it has not read. It is true to what it learned when properties are spread alike; where a property was asked for, that one should have moved and nothing else much.',
  formula: 'valid = possible / written     unique = different / possible     novel = not learned from / different',
  lookAt:
    'The three shares together: a model that repeats its training text is valid and unique, and not novel at all.',
  source:
    'Brown et al. 2019 (GuacaMol) and Polykhovskiy et al. 2020 (MOSES) for validity, uniqueness and novelty; Vallender 1974 (Wasserstein distance of numbers)',
  inputs: {
    made: 'With what was refused, which counts as written.',
    training: 'What the model learned from: nothing of it is new, and its properties are compared with.',
    goal: 'Tells which way the mean of its property was to move. Where a predictor gave the reward, what that says of the made molecules is told beside what is computed of them.',
  },
};
