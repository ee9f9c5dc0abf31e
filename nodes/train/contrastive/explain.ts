import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainContrastive } from './node';

export const explain: Explanation<typeof trainContrastive> = {
  more: 'Each encoder ends in a place in one space, a row of numbers of length 1. Of a batch of pictures with captions, each picture should lie nearest to its own caption, and each caption to its own picture; how sharply nearness is judged, the temperature, is learned too. No class is ever named: whatever can be said in the words that it knows can be looked for, also what it has never seen together. Where two pictures of a batch have the same caption, neither is blamed for lying near to it.',
  formula:
    'InfoNCE: loss = ½ (CE over captions + CE over pictures) of s · cos(pᵢ, wⱼ)      Sigmoid: loss = −1/B Σ log σ(± (s · cos(pᵢ, wⱼ) + b))',
  lookAt:
    'The pictures at each look: a row for each caption, those that lie nearest first. “Words found” counts pictures of a batch whose own words lie nearest.',
  source: 'Radford et al. 2021 (CLIP); Zhai et al. 2023 (SigLIP)',
  params: {
    loss: 'InfoNCE lets each picture choose among all captions of the batch; the sigmoid judges every pair by itself, which needs no large batches.',
    width: 'More leave more room to tell things apart.',
    steps: exampleTrainingHelps.steps,
    batchSize:
      'Pictures with captions that are compared with each other. More make the choice harder, and the encoders better.',
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
    pictures:
      'The encoder of pictures: from an “Example input” to its last block, without an “Output”: the trainer puts a projection under it.',
    words: 'The encoder of captions: from a “Caption input” to its last block, without an “Output”.',
    examples: 'With a caption each.',
    validation: 'What is compared at each look, where it is connected.',
  },
};
