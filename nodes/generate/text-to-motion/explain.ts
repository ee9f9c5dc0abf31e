import type { Explanation } from '@/graph';
import type { textToMotion } from './node';

export const explain: Explanation<typeof textToMotion> = {
  more: 'Each sign is a level again, and each level the number in its middle. The model was given no law of nature and no simulator: it wrote letters after letters, and they are drawn as a motion. A text that holds none, or has a sign of one quantity where another’s turn is, is left out, and the log says how many they were.',
  lookAt:
    'Play it: true and written lie on each other while it was given, and the mark says where the model goes by itself.',
  source: 'Reed et al. 2022 (Gato); van den Oord et al. 2016 (WaveNet)',
  inputs: {
    scale: 'From the “Motion to text” whose motions the model learned.',
    answers: 'What was given and what was written after it go together.',
    beside:
      'What really followed, as many runs as there are texts, in their order. “Measure roll-outs” compares the two.',
  },
};
