import type { Explanation } from '@/graph';
import type { evaluateImageRobustness } from './node';

export const explain: Explanation<typeof evaluateImageRobustness> = {
  more: 'The same images are damaged at severities 1 to 5, as “Corrupt images” does, and the classifier is asked for their classes. What is lost is told with an interval from a paired bootstrap over images: each is compared with itself undamaged. The mean error over all damages is that of ImageNet-C, without its division by the errors of AlexNet.',
  formula: 'mean corrupted error = mean over damages and severities 1…5 of (1 − accuracy)',
  lookAt:
    'Which damage costs the most, and how steep its curve is. Training on images with changed copies (“Prepare images”) flattens some of them.',
  source: 'Hendrycks & Dietterich 2019 (ImageNet-C); Efron & Tibshirani 1993',
  params: {
    limit: 'Each is looked at undamaged and five times per damage. Spread evenly over the set.',
  },
  inputs: {
    examples: 'With classes that the classifier knows, best such as it has not learned from.',
  },
};
