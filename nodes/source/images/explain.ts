import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'An image is height × width × channels numbers between 0 and 1. All images that one model learns from have the same size, so larger ones are made smaller: for a model that trains in a browser, 28 to 64 pixels.',
  lookAt: 'Whether the images look right, and whether all classes have some.',
  source: 'LeCun et al. 1998 (MNIST); Krizhevsky 2009 (CIFAR-10)',
};
