import type { Explanation } from '@/graph';
import type { evaluateMelodies } from './node';

export const explain: Explanation<typeof evaluateMelodies> = {
  more: 'Whether a melody is beautiful no number says. What can be counted is whether it does what melodies of its kind do: stay in the key, fill its bars, come home at the end. And whether the model made it, or knows it by heart.',
  formula: 'TV(p, q) = ½ · Σ |p(x) − q(x)|',
  lookAt: 'A low temperature keeps to the key and copies more; a high one wanders.',
  source: 'Yang & Lerch 2020, “On the evaluation of generative models in music”',
  inputs: {
    melodies: 'Those to be judged.',
    real: 'Those that the model learned from, to compare with.',
  },
};
