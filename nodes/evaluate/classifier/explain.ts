import type { Explanation } from '@/graph';
import type { evaluateClassifier } from './node';

export const explain: Explanation<typeof evaluateClassifier> = {
  more: 'A test set as ImageNet comes: a folder for each class, read by “Images”. Classes are matched by their names, so the folders may be in another order, or only some of those that the classifier knows. Top-5 counts an answer as right where the right class is among the five likeliest. A classifier that is well calibrated and 80 % sure is right 8 times of 10; the calibration error is how far it is from that, on average. With other examples connected, such as photographs from another place or year, it is told how much is lost there and whether chance would explain it.',
  formula: 'ECE = Σ (examples in step / all) · |share right − mean sureness|',
  lookAt: 'What it mistakes for what: two classes that look alike, or one that takes everything.',
  source:
    'Russakovsky et al. 2015 (top-5); Guo et al. 2017 (ECE); Wilson 1927; Newcombe 1998 (intervals); Recht et al. 2019 (a second test set)',
  params: {
    limit: 'Spread evenly over the set. 0: all.',
    bins: 'Answers are sorted by sureness into so many steps of the same width.',
  },
  inputs: {
    examples: 'With classes, and such as it has not learned from.',
    other: 'A second set of the same classes, to see what a shift in the data costs.',
  },
  outputs: {
    confusion:
      'Each row a class, each column what its examples were taken for. Of many classes, only the mistakes, the commonest first.',
  },
};
