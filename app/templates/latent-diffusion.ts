import { node, note, template, wire } from './build';
import { GRID_VAE_GROUP, gridVae } from './grid-vae';

const DIT_STEPS = 1_200;
const VAE = gridVae('images.examples', 8, 700);
/** Colours and shapes that are each seen, and never together. */
const UNSEEN = ['purple star', 'green ring'];
const SEEN = [
  'a large red star in the middle',
  'a small red circle at the top left',
  'a large blue ring at the bottom',
  'a large yellow triangle on the right',
  'a small green square in the middle',
  'a large orange cross at the top right',
];
const NEVER = [
  'a large purple star in the middle',
  'a large purple star at the bottom left',
  'a large green ring in the middle',
  'a large green ring at the top',
];

const asked = (captions: readonly string[], guidance: number) => ({
  captions: captions.join('\n'),
  perClass: 6,
  steps: 20,
  guidance,
});

/** Two models, one after the other: a VAE that makes images small, and a transformer that learns from captions what small images look like. */
export const latentDiffusion = template(
  'latent-diffusion',
  'Latent diffusion',
  'How large image generators work, in small: a VAE learns to write images down in few numbers, a diffusion transformer learns to make such numbers, told a caption, and the VAE draws them. Press Run, and ask in words: “a small red circle at the top left”.',
  {
    nodes: [
      node('images', 'source.images', 0, 20, {
        origin: 'shapes',
        count: 4_000,
        labelled: 'shape-colour',
        arrangement: 'single',
        captioned: true,
        keep: `all but ${UNSEEN.join(', ')}`,
      }),

      ...VAE.nodes,

      node('into', 'prepare.encode-latents', 810, 20),
      node('copies', 'generate.reconstruct', 810, 420, { count: 120 }, { title: 'What the VAE keeps' }),

      node('d-input', 'network.example-input', 1060, 20, { time: true, captions: true, words: 32, length: 8 }),
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
      node('make', 'generate.examples', 1570, 20, asked(SEEN, 3), { title: 'Ask in words' }),
      node('out', 'generate.decode-latents', 1820, 20, {}, { title: 'What was asked for' }),
      node('make-new', 'generate.examples', 1570, 420, asked(NEVER, 3), { title: 'Never seen together' }),
      node('out-new', 'generate.decode-latents', 1820, 420, {}, { title: 'Words put together anew' }),
    ],
    wires: [
      ...VAE.wires,
      wire('images.examples → into.examples'),
      wire('v-train.model → copies.model'),
      wire('images.examples → copies.examples'),
      wire('into.codes → d-input.examples'),
      wire('d-input.network → dit.network'),
      wire('dit.network → d-train.network'),
      wire('into.codes → d-train.examples'),
      wire('d-train.model → make.model'),
      wire('make.examples → out.codes'),
      wire('v-train.model → out.model'),
      wire('d-train.model → make-new.model'),
      wire('make-new.examples → out-new.codes'),
      wire('v-train.model → out-new.model'),
    ],
    groups: [GRID_VAE_GROUP, { id: 'denoiser', title: 'Diffusion transformer', nodes: ['d-input', 'dit'] }],
    notes: [
      note(
        'caption',
        0,
        340,
        208,
        250,
        'Captions\n\nEach image has a caption, such as “a small red circle at the top left”. Purple stars and green rings are left out: the model sees purple things and stars, but no purple star.',
      ),
      note(
        'told',
        1060,
        420,
        208,
        230,
        'How it is told\n\nAll words together steer each block, and before each, every patch looks at them one by one. One time in ten training hides the caption: the model learns both, and guidance exaggerates the difference.',
      ),
      note(
        'look',
        2080,
        20,
        208,
        230,
        'What to look at\n\n“What the VAE keeps” first: nothing that is made can be sharper. Then whether each row is what its caption says: colour, shape, size and place.',
      ),
      note(
        'try',
        2080,
        420,
        208,
        210,
        'Then try\n\nCaptions of your own in “Ask in words”. Guidance of 1 and of 6. More steps in Train diffusion: it goes on from where it ended.',
      ),
    ],
  },
);
