import { node, note, template, wire } from './build';

/** A VAE on images small enough to learn while one watches: what it makes, what it keeps of what it is shown, and the space between. */
export const vaeDigits = template(
  'vae-digits',
  'VAE on digits',
  'An encoder writes handwritten digits down in 20 numbers, a decoder reads them back. Press Run: blurs turn into digits within two minutes, one digit turns into another, and copies stand under what they are copies of.',
  {
    nodes: [
      node('digits', 'source.images', 0, 20, { origin: 'digits', count: 5_000 }),
      node('split', 'prepare.split-examples', 0, 320, { validation: 0.1 }),

      node('input', 'network.example-input', 252, 20),
      node('mlp', 'network.mlp', 252, 140, { width: 256, layers: 2 }),
      node('code', 'network.example-output', 252, 262, { gives: 'latent', latent: 20 }, { title: 'Latent code' }),

      node('noise', 'network.noise-input', 492, 20, { width: 20 }),
      node('mlp2', 'network.mlp', 492, 140, { width: 256, layers: 2 }),
      node('output', 'network.example-output', 492, 262),

      node('train', 'train.vae', 756, 0, {
        likelihood: 'bernoulli',
        steps: 2_000,
        decaySteps: 2_000,
        batchSize: 64,
        evaluateEvery: 100,
        samples: 40,
      }),
      node('make', 'generate.examples', 1010, 0, { count: 40, temperature: 0.8 }),
      node('copies', 'generate.reconstruct', 1010, 320),
      node('walk', 'generate.latent-walk', 1010, 640, { walk: 'examples', walks: 6, steps: 12 }),
    ],
    wires: [
      wire('digits.examples → split.examples'),
      wire('split.training → input.examples'),
      wire('split.training → output.examples'),
      wire('input.network → mlp.network'),
      wire('mlp.network → code.network'),
      wire('noise.network → mlp2.network'),
      wire('mlp2.network → output.network'),
      wire('code.network → train.encoder'),
      wire('output.network → train.decoder'),
      wire('split.training → train.examples'),
      wire('split.validation → train.validation'),
      wire('train.model → make.model'),
      wire('train.model → copies.model'),
      wire('split.validation → copies.examples'),
      wire('train.model → walk.model'),
      wire('split.validation → walk.examples'),
    ],
    groups: [
      { id: 'encoder', title: 'Encoder', nodes: ['input', 'mlp', 'code'] },
      { id: 'decoder', title: 'Decoder', nodes: ['noise', 'mlp2', 'output'] },
    ],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        230,
        'What to look at\n\nThe pictures under the curve: grey clouds, then digits. The two halves of the loss: “Reconstruction” falls as copies get better, while “KL divergence” grows as the code says more.',
      ),
      note(
        'blur',
        492,
        430,
        208,
        230,
        'Why they are soft\n\nThe decoder gives the mean of all digits that could lie at a place of the code. Where it is not sure of an edge, it makes it grey. That is what a VAE pays for a space without gaps, which the walks show.',
      ),
      note(
        'try',
        756,
        580,
        208,
        230,
        'Then try\n\n2 latent numbers in “Latent code” and in “Noise input”: all digits on one plane. “Temperature” 1 in “Make examples”: more variety, and more that is no digit. In “Latent walk”, walks along one number at a time. β 4 in “Train VAE”.',
      ),
    ],
  },
);
