// What settings mean that nodes share: loaded with an explanation, not with the editor.

export const stepsHelp = 'How often the weights are changed. Raise it later to go on from where training ended.';
export const optimisationHelps = {
  warmUpSteps: 'The learning rate rises from near nothing over so many steps, since the first gradients are wild.',
  decaySteps:
    'The step at which the learning rate is lowest. It does not follow “Steps”, so that going on later gives what one long training would have given.',
  minimumLearningRate: 'A tenth of the learning rate is usual.',
  optimiser: 'The rule that turns gradients into steps. AdamW is what nearly all language models are trained with.',
  weightDecay: 'Pulls weights towards 0, so that the model learns what is needed and no more.',
  beta1: 'How long the direction of earlier steps is remembered.',
  beta2: 'How long the size of earlier gradients is remembered.',
  momentum: 'How much of the last step is kept in the next one.',
  clip: 'A longer gradient is shortened to this, so that one odd batch cannot ruin the weights. 0: never.',
};
export const exampleTrainingHelps = {
  steps: stepsHelp,
  ...optimisationHelps,
  batchSize: 'Examples that one step learns from. More make each step surer, and slower.',
  learningRate:
    'How far one step moves the weights. Too small learns slowly, too large makes the loss jump or become NaN.',
  evaluateEvery: 'How often the loss is measured, samples are made and the work is kept.',
  samples: 'How many are made to be looked at. Of images a few dozen are shown. 0 makes none.',
  average:
    'Samples are made with a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
};
export const codePortHelps = {
  encoder: 'Takes an example, and gives a latent code.',
  decoder: 'Begins at a “Noise input” as wide as the code, and gives an example.',
};
export const tokenTrainingHelps = {
  steps: stepsHelp,
  ...optimisationHelps,
  batchSize: 'Blocks of text that one step learns from. More make each step surer, and slower.',
  learningRate:
    'How far one step moves the weights. Too small learns slowly, too large makes the loss jump or become NaN.',
  evaluateEvery: 'How often the losses are measured, a sample is written and the work is kept.',
};
export const tokenDetailHelps = {
  earlyStopAfter: 'Ends when the validation loss has not improved for so many looks. 0: never.',
  accumulate: 'Gradients of several batches make one step: a larger batch where memory is short.',
  evaluateBatches: 'More make the measured losses smoother, and each look slower.',
};
export const sampleHelps = {
  samplePrompt: 'The model goes on from this at each look.',
  sampleTokens: '0 writes none.',
};
