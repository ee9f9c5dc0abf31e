import type { Explanation } from '@/graph';
import type { exampleInput } from './node';

export const explain: Explanation<typeof exampleInput> = {
  more: 'A network needs to know what it is given: two numbers for a point, or height × width × channels for an image. A denoiser is also told how noisy its input is, because removing a lot of noise and removing a little are different tasks.',
  lookAt: 'The shape that is written on the wire.',
  source: 'Ho et al. 2020, appendix B (time); Dhariwal & Nichol 2021 (class)',
  params: {
    time: 'For the network of a diffusion or flow-matching model, which must know how much noise it looks at. Off for encoders and critics.',
    classes: 'Lets the model make what you ask for: a certain digit, a certain cluster. The examples must have labels.',
    captions:
      'Lets the model be asked in words. DiT blocks, residual blocks and a “U-Net” hear all words together, and a “Cross-attention” looks at them one by one. The examples must have captions, as built-in shapes can.',
    words:
      'How many different words the network can know. Those that come up most are learned, all others count as unknown.',
    length: 'What is beyond it in a longer caption is left out.',
  },
  inputs: {
    examples: 'Only their shape is used, not their numbers.',
  },
};
