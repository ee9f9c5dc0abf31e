import type { Explanation } from '@/graph';
import type { featuresOf } from './node';

export const explain: Explanation<typeof featuresOf> = {
  more: 'What goes into a classifier’s last layer is what it has seen in an example, in a few hundred numbers: alike things lie near each other there, whatever their pixels. Those numbers are examples like any others: a small classifier learns from few of them (transfer learning, a linear probe), an autoencoder makes a map of them, and sets of them can be compared. A CLIP tells images and texts in one space: of it, each image becomes a vector of length 1, and so does each text under “Classes in words” of “Load image classifier”. The product of two of them is the cosine that CLIP was trained by.',
  formula: 'v = f(x), where classes = v · W + b;   of a CLIP: v = f(x) / |f(x)|,  cos(image, text) = v · w',
  lookAt:
    'Whether the vectors of one class lie together: connect them to “Train autoencoder” and “Latent map”, or to an “MLP” and “Train classifier”.',
  source: 'Radford et al. 2021 (CLIP; linear probes in section 3.2); Donahue et al. 2014 (features of a classifier)',
  inputs: {
    classifier: 'One of “Load image classifier”, a CLIP or a vision transformer, or one that you trained.',
    examples: 'As large as those that the classifier knows. Their classes and captions stay with their vectors.',
  },
  outputs: {
    vectors: 'One of each example, in their order.',
    classes: 'The column of the last layer of each class, of length 1. Of a CLIP: the vector of the text.',
  },
};
