import { node, note, template, wire } from './build';

const STEPS = 500;
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
      node('mlp', 'network.mlp', 280, 160, { width: 384, layers: 4 }),
      node('output', 'network.example-output', 280, 290),
      node('train', 'train.diffusion', 560, 20, {
        predicts: 'x0',
        steps: STEPS,
        decaySteps: STEPS,
        batchSize: 64,
        learningRate: 0.002,
        average: 0.99,
        given: 0.3,
        evaluateEvery: 50,
        samples: 12,
      }),
      node(
        'make',
        'generate.examples',
        840,
        20,
        { captions: ASKED.join('\n'), perClass: 4, sampler: 'quick', steps: 20, guidance: 2 },
        { title: 'Ask in words' },
      ),
      node('clips', 'generate.clips', 1120, 20, {}, { title: 'New clips' }),
      node('measure', 'evaluate.video', 1120, 440),

      node('others', 'source.videos', 560, 560, { count: 6 }, { title: 'Clips it has not seen', seed: 99 }),
      node(
        'go-on',
        'generate.from-examples',
        840,
        560,
        { what: 'after', count: 6, versions: 2, sampler: 'quick', steps: 5, guidance: 1 },
        { title: 'Let them go on' },
      ),
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
      wire('train.model → go-on.model'),
      wire('others.video → go-on.examples'),
    ],
    groups: [{ id: 'denoiser', title: 'Denoiser', nodes: ['input', 'mlp', 'output'] }],
    notes: [
      note(
        'never',
        0,
        380,
        208,
        250,
        'Never seen together\n\n“Videos” leaves nine combinations out: no red thing goes right, none that is orange grows. The first caption of “Ask in words” is one of them. What the model knows of red and of going right, it puts together.',
      ),
      note(
        'look',
        1400,
        20,
        208,
        270,
        'What to look at\n\nA row for each caption. Under “New clips” go through them frame by frame, or lay the frames side by side. “Video consistency” follows what moves: which way, which colour, and whether it flickers.',
      ),
      note(
        'go-on-note',
        1120,
        700,
        208,
        290,
        'How it goes on\n\nFour frames are given, four are made. In “Let them go on” each row begins with what was given; grey is what it was not shown. In training, first frames were given too. It is told no caption here: colours stay, and six in ten go on the way they began; fine changes of size are lost. “Frames given” 1 makes clips of a picture.',
      ),
      note(
        'try',
        1400,
        440,
        208,
        330,
        'Then try\n\nCaptions of your own: small or large, six colours, circle, square, triangle or cross, and “moves up and down”, “shrinks” … In the place of “MLP”: “Tubelets”, two or three “Space-time block” and “Unpatchify”, as large video models have them. They need many more steps, and then sharper clips can be longer and larger.',
      ),
    ],
  },
);
