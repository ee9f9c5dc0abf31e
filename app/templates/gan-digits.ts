import { node, note, template, wire } from './build';

/** Two networks against each other, both told the class, on images that can be judged at a glance. */
export const ganDigits = template(
  'gan-digits',
  'GAN on digits',
  'A generator learns to draw handwritten digits that a critic cannot tell from real ones, and each digit on request. Press Run: noise becomes strokes, and strokes become digits, while one watches.',
  {
    nodes: [
      node('digits', 'source.images', 0, 20, { origin: 'digits', count: 5_000 }),

      node('noise', 'network.noise-input', 252, 20, { width: 64, classes: true }),
      node('decoder', 'network.image-decoder', 252, 146, { channels: 8, doublings: 2, activation: 'relu' }),

      node('input', 'network.example-input', 492, 20, { classes: true }),
      node('encoder', 'network.image-encoder', 492, 146, {
        channels: 16,
        halvings: 2,
        norm: 'none',
        activation: 'leaky-relu',
      }),
      node('score', 'network.example-output', 492, 272, { gives: 'score' }, { title: 'Score' }),

      node('train', 'train.gan', 756, 0, {
        loss: 'non-saturating',
        r1: 1,
        criticMoves: 1,
        steps: 2_000,
        decaySteps: 2_000,
        learningRate: 1.5e-3,
        minimumLearningRate: 2e-4,
        batchSize: 32,
        beta2: 0.99,
        average: 0.995,
        evaluateEvery: 50,
        samples: 40,
      }),
      node('make', 'generate.examples', 1010, 0, { count: 100 }),
      node('walk', 'generate.latent-walk', 1010, 320, { walks: 6, steps: 12 }),
    ],
    wires: [
      wire('digits.examples → noise.examples'),
      wire('digits.examples → input.examples'),
      wire('noise.network → decoder.network'),
      wire('input.network → encoder.network'),
      wire('encoder.network → score.network'),
      wire('decoder.network → train.generator'),
      wire('score.network → train.critic'),
      wire('digits.examples → train.examples'),
      wire('train.model → make.model'),
      wire('train.model → walk.model'),
    ],
    groups: [
      { id: 'generator', title: 'Generator', nodes: ['noise', 'decoder'] },
      { id: 'critic', title: 'Critic', nodes: ['input', 'encoder', 'score'] },
    ],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        230,
        'What to look at\n\nThe pictures under the curves, from 0 to 9 and again: each stands for the same random numbers all the way, so a digit can be followed as it forms. The two losses need not fall: each player gets harder to beat.',
      ),
      note(
        'told',
        492,
        430,
        208,
        230,
        'Why it makes every digit\n\nBoth networks are told the class. The critic also asks whether an image is the digit that was wanted, so the generator cannot make only the easy ones.',
      ),
      note(
        'try',
        756,
        580,
        208,
        230,
        'Then try\n\nIn “Make examples”, one class alone. Turn off “Told the class” in “Noise input” and in “Example input”: which digits come up least? A “Style decoder” in the place of “Image decoder”, and then “Truncation (ψ)” in “Make examples”.',
      ),
    ],
  },
);
