import { node, note, template, wire } from './build';
import { GRID_VAE_GROUP, gridVae } from './grid-vae';
import { NEVER_SEEN } from './moving-shapes';

const DENOISER_STEPS = 1_200;
const VAE = gridVae('frames.examples', 4, 700);
const ASKED = [
  'a large red circle moves right',
  'a small blue square moves up',
  'a large green cross turns',
  'a large yellow triangle moves left and right',
  'a large purple circle grows',
  'a small orange square moves down',
];

/** A VAE that writes frames down, and a transformer over the codes of whole clips whose attention goes through each moment and then along time. */
export const latentVideo = template(
  'latent-video',
  'Latent video',
  'How large video models work, in small: a VAE learns to write frames down in few numbers, a transformer that looks within each moment and then along time learns to make such numbers for a whole clip, told a caption, and the VAE draws the frames. Press Run, and play what comes out.',
  {
    nodes: [
      node('videos', 'source.videos', 0, 20, {
        count: 2_000,
        labelled: 'colour-motion',
        keep: `all but ${NEVER_SEEN.join(', ')}`,
      }),
      node('frames', 'prepare.frames', 0, 420, { each: 3 }),

      ...VAE.nodes,

      node('into', 'prepare.encode-latents', 810, 20),
      node('copies', 'generate.reconstruct', 810, 420, { count: 60 }, { title: 'What the VAE keeps' }),

      node('d-input', 'network.example-input', 1060, 20, { time: true, captions: true, words: 32, length: 8 }),
      node('tubelets', 'network.tubelets', 1060, 150, { span: 1, patch: 2, width: 96 }),
      node('block-1', 'network.space-time-block', 1060, 270, { heads: 4 }),
      node('block-2', 'network.space-time-block', 1060, 390, { heads: 4 }),
      node('block-3', 'network.space-time-block', 1060, 510, { heads: 4 }),
      node('together', 'network.unpatchify', 1060, 630),
      node('d-train', 'train.diffusion', 1320, 0, {
        method: 'flow-matching',
        steps: DENOISER_STEPS,
        decaySteps: DENOISER_STEPS,
        batchSize: 64,
        learningRate: 0.002,
        evaluateEvery: 200,
        samples: 12,
      }),
      node(
        'make',
        'generate.examples',
        1570,
        20,
        { captions: ASKED.join('\n'), perClass: 4, steps: 20, guidance: 2 },
        { title: 'Ask in words' },
      ),
      node('out', 'generate.decode-latents', 1820, 20, {}, { title: 'The frames of codes' }),
      node('clips', 'generate.clips', 2070, 20, {}, { title: 'New clips' }),
      node('measure', 'evaluate.video', 2070, 440),
    ],
    wires: [
      wire('videos.video → frames.examples'),
      ...VAE.wires,
      wire('videos.video → into.examples'),
      wire('v-train.model → copies.model'),
      wire('frames.examples → copies.examples'),
      wire('into.codes → d-input.examples'),
      wire('d-input.network → tubelets.network'),
      wire('tubelets.network → block-1.network'),
      wire('block-1.network → block-2.network'),
      wire('block-2.network → block-3.network'),
      wire('block-3.network → together.network'),
      wire('together.network → d-train.network'),
      wire('into.codes → d-train.examples'),
      wire('d-train.model → make.model'),
      wire('make.examples → out.codes'),
      wire('v-train.model → out.model'),
      wire('out.examples → clips.examples'),
      wire('clips.video → measure.made'),
      wire('videos.video → measure.real'),
    ],
    groups: [
      GRID_VAE_GROUP,
      {
        id: 'denoiser',
        title: 'Space-time transformer',
        nodes: ['d-input', 'tubelets', 'block-1', 'block-2', 'block-3', 'together'],
      },
    ],
    notes: [
      note(
        'look',
        2330,
        20,
        208,
        270,
        'What to look at\n\n“What the VAE keeps” first: no frame can be sharper than that. Then play “New clips”, a row for each caption, and see in “Video consistency” whether they flicker more than real ones.',
      ),
      note(
        'smaller',
        810,
        700,
        208,
        230,
        'Why codes\n\nA clip is 6,144 numbers. The VAE writes each frame down in 64, so a clip becomes 512 that the transformer has to learn. It sees four patches of each frame: within a moment they look at each other, then each looks at its own place in the other moments.',
      ),
      note(
        'try',
        2330,
        440,
        208,
        290,
        'Then try\n\nCaptions of your own; the first is one that it never saw, as in “Moving shapes from text”. “DiT block” in the place of a “Space-time block”: every patch looks at all moments at once. A patch of 1 in “Tubelets” is sharper, and four times as much to learn. Larger clips: 32 pixels, and a VAE that halves three times.',
      ),
    ],
  },
);
