import type { Explanation } from '@/graph';
import type { evaluateFeatures } from './node';

export const explain: Explanation<typeof evaluateFeatures> = {
  more: 'Pixel by pixel, two good images of a 7 may have nothing in common. What a classifier sees in them, the numbers that go into its last layer, has: there a set of made images can be compared with a set of real ones. The Fréchet distance compares the middle and the spread of both. It is measured with the classifier of this graph, so it can be compared within this graph only, and not with a published FID, which uses another network. Where examples have no classes, the codes of an autoencoder that learned from the real ones do instead, if less well: they hold what copies need, and not what tells things apart.',
  formula: 'd² = ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)',
  lookAt:
    'The Fréchet distance beside that of two halves of the real ones, which is what chance does. The class made least: a model that has collapsed leaves some out.',
  source:
    'Heusel et al. 2017 (Fréchet distance); Bińkowski et al. 2018 (kernel distance); Kynkäänniemi et al. 2019 and Naeem et al. 2020 (precision to coverage)',
  params: {
    neighbours:
      'An example reaches as far as this neighbour of its own set. Precision, recall, density and coverage count who is within reach.',
  },
  inputs: {
    real: 'Such as the model has not seen: the part that was put aside.',
    classifier: 'One that “Train classifier” made on examples like these.',
    encoder:
      'Instead of a classifier: a model of “Train VAE” or “Train autoencoder”, by whose codes examples are compared. Not the one that is judged.',
  },
};
