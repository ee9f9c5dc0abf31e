import { node, note, template, wire } from './build';

const [VAE_STEPS, DIT_STEPS] = [700, 1_500];

/** Two models, one after the other: a VAE that makes images small, and a transformer that learns what small images look like. */
export const latentDiffusion = template(
  'latent-diffusion',
  'Latent diffusion',
  'How large image generators work, in small: a VAE learns to write images down in few numbers, a diffusion transformer learns to make such numbers, told what is wanted, and the VAE draws them. Press Run: coloured shapes come after a few minutes.',
  {
    nodes: [
      node('images', 'source.images', 0, 20, {
        origin: 'shapes',
        count: 3_000,
        labelled: 'shape-colour',
        arrangement: 'one',
      }),

      node('v-input', 'network.example-input', 300, 20),
      node('v-encoder', 'network.image-encoder', 300, 140, { channels: 16, halvings: 2, grid: true }),
      node('v-code', 'network.example-output', 300, 262, { gives: 'latent', latent: 4, grid: true }, { title: 'Code' }),
      node('v-noise', 'network.noise-input', 300, 400, { width: 4, grid: 8 }),
      node('v-decoder', 'network.image-decoder', 300, 520, { channels: 16, doublings: 2 }),
      node('v-train', 'train.vae', 560, 0, {
        steps: VAE_STEPS,
        decaySteps: VAE_STEPS,
        batchSize: 32,
        learningRate: 0.002,
        evaluateEvery: 100,
        samples: 36,
      }),

      node('into', 'prepare.encode-latents', 810, 20),
      node('copies', 'generate.decode-latents', 810, 420, {}, { title: 'What the VAE keeps' }),

      node('d-input', 'network.example-input', 1060, 20, { time: true, classes: true }),
      node('dit', 'network.dit', 1060, 140, { patch: 2, width: 96, depth: 4, heads: 4 }),
      node('d-train', 'train.diffusion', 1320, 0, {
        method: 'flow-matching',
        steps: DIT_STEPS,
        decaySteps: DIT_STEPS,
        batchSize: 64,
        learningRate: 0.002,
        evaluateEvery: 250,
        samples: 36,
      }),
      node('make', 'generate.examples', 1570, 20, { count: 144, steps: 30, guidance: 2 }, { title: 'Make codes' }),
      node('out', 'generate.decode-latents', 1820, 20),
      node('see', 'see.attention', 1570, 420, { block: 3 }),
    ],
    wires: [
      wire('images.examples → v-input.examples'),
      wire('v-input.network → v-encoder.network'),
      wire('v-encoder.network → v-code.network'),
      wire('v-noise.network → v-decoder.network'),
      wire('images.examples → v-decoder.examples'),
      wire('v-code.network → v-train.encoder'),
      wire('v-decoder.network → v-train.decoder'),
      wire('images.examples → v-train.examples'),
      wire('v-train.model → into.model'),
      wire('images.examples → into.examples'),
      wire('v-train.model → copies.model'),
      wire('into.codes → copies.codes'),
      wire('into.codes → d-input.examples'),
      wire('d-input.network → dit.network'),
      wire('dit.network → d-train.network'),
      wire('into.codes → d-train.examples'),
      wire('d-train.model → make.model'),
      wire('make.examples → out.codes'),
      wire('v-train.model → out.model'),
      wire('d-train.model → see.model'),
      wire('into.codes → see.examples'),
    ],
    groups: [
      { id: 'vae', title: 'Encoder and decoder', nodes: ['v-input', 'v-encoder', 'v-code', 'v-noise', 'v-decoder'] },
      { id: 'denoiser', title: 'Diffusion transformer', nodes: ['d-input', 'dit'] },
    ],
    notes: [
      note(
        'caption',
        0,
        340,
        208,
        210,
        'Captions\n\nEach image has a short caption, such as “red star”. Every caption is a class of its own here: the model is told its number, and does not read the words.',
      ),
      note(
        'look',
        1820,
        420,
        208,
        230,
        'What to look at\n\n“What the VAE keeps” first: nothing that is made can be sharper. Then the captions under the images that come out of the latent space: is the red star red, and a star?',
      ),
      note(
        'try',
        1060,
        420,
        208,
        190,
        'Then try\n\nGuidance of 1 and of 5 in “Make codes”. More steps in Train diffusion: it goes on from where it ended. A U-Net in the place of the DiT.',
      ),
    ],
  },
);
