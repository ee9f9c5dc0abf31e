import { node, note, template, wire } from './build';

const STEPS = 300;
/** One colour for each motion that the model never sees together: it is asked for them all the same. */
export const NEVER_SEEN = [
  'red moves right',
  'orange moves left',
  'yellow moves up',
  'green moves down',
  'blue moves left and right',
  'purple moves up and down',
  'red turns',
  'orange grows',
  'yellow shrinks',
];
const ASKED = [
  'a large red circle moves right',
  'a small blue square moves up',
  'a large green cross turns',
  'a large yellow triangle moves left and right',
  'a large purple circle grows',
  'a small orange square moves down',
];

/** Clips of shapes that move, and a diffusion model that makes such clips of captions. */
export const movingShapes = template(
  'moving-shapes',
  'Moving shapes from text',
  'Say what is to move and how: “a large green cross turns”. A small diffusion model learns from clips of eight frames with captions, and makes new ones of your words, also of colours and motions that it has never seen together. Press Run, and play what comes out.',
  {
    nodes: [
      node('videos', 'source.videos', 0, 20, {
        count: 2_000,
        labelled: 'colour-motion',
        keep: `all but ${NEVER_SEEN.join(', ')}`,
      }),
      node('input', 'network.example-input', 280, 20, { time: true, captions: true, words: 32, length: 8 }),
      node('mlp', 'network.mlp', 280, 160, { width: 512, layers: 3 }),
      node('output', 'network.example-output', 280, 290),
      node('train', 'train.diffusion', 560, 20, {
        predicts: 'x0',
        steps: STEPS,
        decaySteps: STEPS,
        batchSize: 64,
        learningRate: 0.002,
        average: 0.99,
        evaluateEvery: 25,
        samples: 12,
      }),
      node(
        'make',
        'generate.examples',
        840,
        20,
        { captions: ASKED.join('\n'), perClass: 4, steps: 20, guidance: 1 },
        { title: 'Ask in words' },
      ),
      node('clips', 'generate.clips', 1120, 20, {}, { title: 'New clips' }),
      node('measure', 'evaluate.video', 1120, 420),
    ],
    wires: [
      wire('videos.video → input.examples'),
      wire('input.network → mlp.network'),
      wire('mlp.network → output.network'),
      wire('output.network → train.network'),
      wire('videos.video → train.examples'),
      wire('train.model → make.model'),
      wire('make.examples → clips.examples'),
      wire('clips.video → measure.made'),
      wire('videos.video → measure.real'),
    ],
    notes: [note('look', 1400, 20, 208, 250, 'What to look at\n\n')],
  },
);
