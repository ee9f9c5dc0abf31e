import type { Explanation } from '@/graph';
import type { evaluateExamples } from './node';

export const explain: Explanation<typeof evaluateExamples> = {
  more: 'The loss does not tell how good samples are, so samples are compared with real examples. Two distances say how far apart both sets are as a whole. Precision says how many made examples could be real, recall and coverage how many of the real ones the model can make: a model that makes one thing well has high precision and low recall. Images are compared pixel by pixel, over the few directions in which real ones differ most (their principal components) and what lies beside these, where noise has more and blur less; “Judge by classifier” compares what a classifier sees in them. With the training examples connected it is told how many made ones are copies: those that are far nearer to one of the training than that is to its own nearest neighbour.',
  formula: 'MMD² = E k(x, x′) + E k(y, y′) − 2 E k(x, y)      k(x, y) = exp(−‖x − y‖² / 2h²)',
  lookAt:
    'Each number against what real examples have among themselves, which its help tells: no model can be expected to do better than that.',
  source:
    'Gretton et al. 2012 (MMD); Bonneel et al. 2015; Kynkäänniemi et al. 2019; Naeem et al. 2020; Srivastava et al. 2017 (modes); Carlini et al. 2023 (copies)',
  params: {
    neighbours:
      'An example reaches as far as this neighbour of its own set. Precision, recall, density and coverage count who is within reach; more neighbours make them milder.',
  },
  inputs: {
    real: 'Such as the model has not seen: the part that was put aside.',
    training:
      'What the model learned from, to find copies of it. Made images are shown each beside the one of them that is nearest.',
    classifier:
      'Looks for copies by what it sees in examples, and so also finds those that are moved or turned a little. Without it they are compared number by number.',
  },
};
