import type { GraphDocument, GraphNode } from '@/graph';
import { node, note, template, wire } from './build';

const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
const SHAPES = ['circle', 'square', 'triangle', 'star', 'ring', 'cross'] as const;
/** Each colour and each shape is held out in one combination, and seen in five others. */
const HELD = ['red star', 'orange circle', 'yellow cross', 'green square', 'blue ring', 'purple triangle'];
const captionsOf = (looks: readonly string[]): string =>
  looks.map((look) => `a large ${look} in the middle`).join('\n');
const MINE = captionsOf(['red ring', 'blue star', 'green triangle', 'yellow circle', 'purple cross', 'red star']);
const SEEN = captionsOf(
  COLOURS.flatMap((colour) => SHAPES.map((shape) => `${colour} ${shape}`)).filter((look) => !HELD.includes(look)),
);
const UNSEEN = captionsOf(HELD);
/** What there is to mark: all are large, and in the middle. */
const MARKED = `colour: ${COLOURS.join(', ')}\nshape: ${SHAPES.join(', ')}`;
const [DRAWER_STEPS, JUDGE_STEPS] = [500, 400];

const pictures = (id: string, y: number, count: number, seed: number, title: string): GraphNode =>
  node(
    id,
    'source.images',
    0,
    y,
    { origin: 'shapes', count, labelled: 'shape-colour', arrangement: 'middle', captioned: true },
    { seed, title },
  );
const drawn = (id: string, y: number, captions: string, perClass: number, title: string): GraphNode =>
  node(id, 'generate.examples', 1_080, y, { captions, perClass, steps: 20, guidance: 2 }, { title });
const marks = (id: string, x: number, y: number, title: string): GraphNode =>
  node(id, 'evaluate.captions', x, y, { attributes: MARKED }, { title });

/** Text to image: a network that is told captions takes noise out of pictures, and a classifier says whether it drew what was asked for. */
export const drawWhatISay: GraphDocument = {
  ...template(
    'draw-what-i-say',
    'Draw what I say',
    'A small diffusion model learns from captions what pictures look like. Then it draws what you ask for, and a classifier that learned from other pictures marks whether colour and shape are as you said: also of a red star, though nobody ever showed it one.',
    {
      nodes: [
        pictures('images', 0, 3_000, 1_337, 'Pictures with captions'),
        node('close', 'prepare.images', 0, 330, { crop: 16 }, { title: 'Their middle' }),
        node('hold', 'prepare.hold-out', 250, 330, { combinations: HELD.join(', ') }),

        node('d-input', 'network.example-input', 500, 0, { time: true, captions: true, words: 32, length: 8 }),
        node('d-mlp', 'network.mlp', 500, 140, { width: 384, layers: 3 }),
        node('d-output', 'network.example-output', 500, 270),
        node('d-train', 'train.diffusion', 760, 0, {
          predicts: 'x0',
          scale: 'spread',
          steps: DRAWER_STEPS,
          decaySteps: DRAWER_STEPS,
          batchSize: 64,
          learningRate: 0.002,
          evaluateEvery: 50,
          samples: 36,
        }),

        pictures('others', 880, 2_500, 11, 'Other pictures'),
        node('others-close', 'prepare.images', 250, 880, { crop: 16 }, { title: 'Their middle' }),
        node('j-input', 'network.example-input', 500, 880),
        node('j-encoder', 'network.image-encoder', 500, 1_020, { channels: 16, halvings: 2, width: 64 }),
        node('j-output', 'network.example-output', 500, 1_160, { gives: 'classes' }),
        node('j-train', 'train.classifier', 760, 880, {
          steps: JUDGE_STEPS,
          decaySteps: JUDGE_STEPS,
          batchSize: 64,
          learningRate: 0.003,
          evaluateEvery: 100,
        }),

        drawn('mine', 0, MINE, 6, 'Ask in words'),
        drawn('seen', 440, SEEN, 3, 'All it has seen'),
        drawn('unseen', 880, UNSEEN, 6, 'Never seen together'),
        marks('mine-marks', 1_400, 0, 'Is it what I said?'),
        marks('seen-marks', 1_400, 440, 'Marks'),
        marks('unseen-marks', 1_400, 880, 'Marks, never seen together'),
        marks('real-marks', 1_080, 1_300, 'How well the judge sees'),
      ],
      wires: [
        'images.examples → close.examples',
        'close.examples → hold.examples',
        'hold.training → d-input.examples',
        'd-input.network → d-mlp.network',
        'd-mlp.network → d-output.network',
        'hold.training → d-output.examples',
        'd-output.network → d-train.network',
        'hold.training → d-train.examples',
        'others.examples → others-close.examples',
        'others-close.examples → j-input.examples',
        'j-input.network → j-encoder.network',
        'j-encoder.network → j-output.network',
        'others-close.examples → j-output.examples',
        'j-output.network → j-train.network',
        'others-close.examples → j-train.examples',
        ...['mine', 'seen', 'unseen'].flatMap((id) => [
          `d-train.model → ${id}.model`,
          `${id}.examples → ${id}-marks.examples`,
        ]),
        'hold.unseen → real-marks.examples',
        ...['mine', 'seen', 'unseen', 'real'].map((id) => `j-train.classifier → ${id}-marks.classifier`),
      ].map(wire),
      groups: [
        { id: 'drawer', title: 'Who draws', nodes: ['d-input', 'd-mlp', 'd-output'] },
        { id: 'judge', title: 'Who looks', nodes: ['j-input', 'j-encoder', 'j-output'] },
      ],
      notes: [
        note(
          'held',
          0,
          630,
          440,
          130,
          'Never seen\n\nEvery red star is put away, and so are five other pairs. The drawer sees red things and stars, and never a red star. The judge has seen them all, in pictures of its own.',
        ),
        note(
          'look',
          1_700,
          0,
          240,
          250,
          'What to look at\n\nUnder Result of “Is it what I said?” each picture stands with ✓, or with what the judge saw instead. The last row is a red star. “How well the judge sees” marks real pictures: no drawing can be marked better than that.',
        ),
        note(
          'try',
          1_700,
          290,
          240,
          260,
          'Then try\n\nYour own words in “Ask in words”. Guidance of 1 and of 5: how strongly it insists on the caption. Fewer steps there. More pairs in “Hold out combinations”: how many may be missing until a red star is no star any more?',
        ),
      ],
    },
  ),
  app: {
    kind: 'form',
    title: 'Draw what I say',
    intro:
      'A line for each picture, such as “a large blue star in the middle”: a colour (red, orange, yellow, green, blue, purple) and a shape (circle, square, triangle, star, ring, cross).',
    inputs: [
      { node: 'mine', param: 'captions' },
      { node: 'mine', param: 'guidance' },
    ],
    outputs: [
      { node: 'mine-marks', port: 'marked' },
      { node: 'mine-marks', port: 'metrics' },
    ],
  },
};
