// What settings mean that nodes share: loaded with an explanation, not with the editor.

export const headsHelp =
  'How many places each token can look at in one layer, each in its own way. The width must divide by it.';
export const keyValueHeadsHelp =
  'Fewer than heads: several heads share keys and values, which saves memory while writing (grouped-query; with 1, multi-query). Empty: one each.';
export const causalHelp = 'A language model may not see the tokens it has to predict. Off: each token sees all others.';
export const positionsHelp =
  'RoPE turns queries and keys by their position; ALiBi makes far tokens count less. None: use a “Positions” block under the embedding.';
export const ropeThetaHelp = 'Larger turns more slowly, for longer texts.';
export const normHelp = 'LayerNorm as in GPT-2; RMSNorm, simpler, as in Llama.';
export const activationHelp = 'GELU as in GPT-2; SwiGLU, with a third matrix, as in Llama.';
export const hiddenHelp =
  'How much wider the network is inside the feed-forward part. 4 is usual; 2.67 with SwiGLU keeps the size the same.';
export const dropoutHelp =
  'Share of numbers that are set to 0 while training, so that nothing relies on one of them. 0 for short trainings, 0.1 to 0.2 against learning by heart.';
export const biasHelp = 'Adds a learned number to each output, as in GPT-2. Small models are as good without.';
export const epsilonHelp = 'Keeps the division from going wrong where all numbers are 0.';
export const residualScaleHelp =
  'New weights of the last map are multiplied by it. GPT-2 takes 1/√(2 × layers), so that a deep stack begins no louder than a shallow one. 1: as any other map.';
/** Of `publishedFields`. */
export const publishedHelps = {
  headWidth:
    'Empty: the width divided by the heads. Some published models, such as Qwen3, take heads of another width.',
  inputBias: 'Qwen2 has biases here and nowhere else.',
  outputBias: 'Of the map that brings what all heads found back into the stream.',
  headNorm: 'An RMSNorm of each query and key before they are compared, as in Qwen3: scores stay even in large models.',
  ropeScaling:
    'How a model was brought to longer texts than it learned on: all positions turned more slowly, always or only beyond that length, or only those that turn slowly anyway.',
  ropeFactor: 'How many times as long the texts may be.',
  ropeContext: 'Tokens of the texts that it learned on before.',
  ropeLow: 'Pairs that turn around less often within these texts are slowed in full.',
  ropeHigh: 'Pairs that turn around more often stay as they are; between the two it changes evenly.',
  ropeFast: 'Pairs that turn around more often within these texts stay as they are.',
  ropeSlow: 'Pairs that turn around less often are slowed in full; between the two it changes evenly.',
  ropeSharpness: 'What turned queries and keys are multiplied by, so that attention stays sharp over long texts.',
  ropeWhole: 'Whether the bounds between fast and slow are rounded to whole pairs.',
} as const;
export const flowWidthHelp =
  'Width of the small network in each layer that says how numbers are moved. For images it is its channels.';
export const flowDepthHelp = 'Layers of that small network, before its output.';
export const couplingKindHelp =
  'What happens to the half that changes. A spline bends most and fits sharp shapes with few layers, and each step of training takes longer.';
export const splineBinsHelp = 'More pieces bend more sharply.';
export const actNormHelp =
  'A learned scale and shift of each number, or of each channel of an image, before each layer, which keeps many layers trainable.';
export const imageNormHelp =
  'Group norm keeps what flows through at one scale, which makes deep networks trainable. Instance norm takes each channel by itself, layer norm the whole image, batch norm each channel over all images of a batch. Critics often do better without.';
export const imageActivationHelp =
  'The bend after each convolution. Smooth ones suit denoisers, leaky ReLU suits critics.';
export const halvingsHelp =
  'How often the size is halved, with twice the channels each time. 28 pixels can be halved twice, 32 five times.';
export const channelsHelp =
  'How many pictures of features there are at the largest size. Twice as many are about four times the work.';
export const patchHelp =
  'Height and width of a patch; the size of the images must divide by it. Half as large are four times as many, and more than four times the work.';
export const overlapHelp =
  'Over each other, nothing is cut in two at an edge: what an audio spectrogram transformer (AST) does with pictures of sounds. Nearly four times the patches. Such a network cannot end in an image.';
export const tokenWidthHelp =
  'How many numbers each patch is worked with. Twice the width is about four times the work.';
export const depthHelp = 'How often all patches look at each other, one block after the other.';
export const patchPositionsHelp = 'How a patch knows where it was. Without, the image is a heap of patches.';
export const channelNormHelp =
  'Group norm suits denoisers. Instance norm takes the contrast out of each image, as style transfer wants. Layer norm keeps channels as large as they are beside each other. Batch norm suits classifiers that are given many images at once.';
export const bendHelp = 'The bend that follows. None where a norm and a bend come later, as between residual blocks.';
