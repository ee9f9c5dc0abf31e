import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainClassifier } from './node';

export const explain: Explanation<typeof trainClassifier> = {
  more: 'The network gives a score for each class; the softmax makes probabilities of them. Training raises the probability of the right one. On its way to the scores the network learns to see what tells classes apart, and those inner numbers, its features, are what sets of images are compared by.',
  formula: 'p(c | x) = exp(sᶜ) / Σₖ exp(sᵏ)      loss = −log p(label | x)',
  lookAt:
    'The accuracy on validation. A classifier that is to judge others should be right nearly always, or its mistakes are counted as theirs.',
  source: 'Bishop 2006, section 4.3.4; Szegedy et al. 2016 (label smoothing)',
  params: {
    smoothing:
      'Asks the classifier not to be surer than this leaves room for. 0.1 often helps a little where labels are sometimes wrong.',
    steps: exampleTrainingHelps.steps,
    batchSize: exampleTrainingHelps.batchSize,
    learningRate: exampleTrainingHelps.learningRate,
    evaluateEvery: exampleTrainingHelps.evaluateEvery,
    warmUpSteps: exampleTrainingHelps.warmUpSteps,
    decaySteps: exampleTrainingHelps.decaySteps,
    minimumLearningRate: exampleTrainingHelps.minimumLearningRate,
    optimiser: exampleTrainingHelps.optimiser,
    weightDecay: exampleTrainingHelps.weightDecay,
    beta1: exampleTrainingHelps.beta1,
    beta2: exampleTrainingHelps.beta2,
    momentum: exampleTrainingHelps.momentum,
    clip: exampleTrainingHelps.clip,
    average: exampleTrainingHelps.average,
  },
  inputs: {
    network: 'Takes an example, and gives a score for each class.',
    examples: 'With a class each.',
  },
};
