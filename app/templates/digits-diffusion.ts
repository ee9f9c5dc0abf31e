import { node, note, template, wire } from './build';

/** Handwritten digits out of noise, each as it is asked for. */
export const digitsDiffusion = template(
  'digits-diffusion',
  'Diffusion on digits',
  'A U-Net learns to take the noise out of handwritten digits, and is told which digit it looks at. Press Run: within a few minutes it writes the digit that it is asked for, a row for each.',
  {
    nodes: [
      node('images', 'source.images', 0, 20, { origin: 'digits', count: 4_000 }),
      node('input', 'network.example-input', 252, 20, { time: true, classes: true }),
      node('unet', 'network.unet', 252, 146, { channels: 64, levels: 1, blocks: 4, patch: '4', attention: true }),
      node('train', 'train.diffusion', 504, 0, {
        predicts: 'x0',
        steps: 1_500,
        decaySteps: 1_500,
        batchSize: 32,
        learningRate: 0.002,
        evaluateEvery: 100,
        samples: 40,
        average: 0.995,
      }),
      node('make', 'generate.examples', 756, 0, { perClass: 8, guidance: 2, steps: 20, sampler: 'thorough' }),
    ],
    wires: [
      wire('images.examples → input.examples'),
      wire('input.network → unet.network'),
      wire('unet.network → train.network'),
      wire('images.examples → train.examples'),
      wire('train.model → make.model'),
    ],
    groups: [{ id: 'network', title: 'Denoiser', nodes: ['input', 'unet'] }],
    notes: [
      note(
        'look',
        0,
        330,
        440,
        150,
        'What to look at\n\nThe samples under the curves: a column for each digit. First blots, then strokes, then digits. The loss soon stops falling; the samples go on getting better.',
      ),
      note(
        'try',
        756,
        430,
        208,
        190,
        'Then try\n\n“Guidance” 1 and 4 in “Make examples”: how strongly the digit is insisted on. 4,000 in “Steps” and “Lowest at” of “Train diffusion”: cleaner strokes.',
      ),
    ],
  },
);
