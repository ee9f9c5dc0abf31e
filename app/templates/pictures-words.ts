import type { GraphDocument } from '@/graph';
import { node, note, template, wire } from './build';

/** Each colour and each shape is held out in one combination, and seen in five others. */
const HELD = 'red star, orange circle, yellow cross, green square, blue ring, purple triangle';
const STEPS = 400;

/** CLIP on captioned shapes: an encoder of pictures and one of words, and what can be done with both. */
export const picturesWords: GraphDocument = template(
  'pictures-words',
  'Pictures and words',
  'Two encoders learn to put pictures and their captions in the same place. Then words find pictures, pictures find words, and classes need only be written down, also for what was never seen together. About a minute.',
  {
    nodes: [
      node('images', 'source.images', 0, 0, {
        origin: 'shapes',
        count: 6_000,
        captioned: true,
      }),
      node('hold', 'prepare.hold-out', 0, 330, { combinations: HELD }),
      node('split', 'prepare.split-examples', 0, 700, { validation: 0.1 }),

      node('p-input', 'network.example-input', 300, 0),
      node('p-encoder', 'network.image-encoder', 300, 140, { channels: 24, halvings: 3, width: 128 }),
      node('w-input', 'network.caption-input', 300, 420, { width: 64, words: 64, length: 12 }),
      node('w-block', 'network.vit-block', 300, 570, { heads: 4 }, { title: 'Words look at each other' }),
      node('w-mean', 'network.patch-mean', 300, 700, {}, { title: 'Mean of words' }),

      node('train', 'train.contrastive', 620, 140, {
        steps: STEPS,
        decaySteps: STEPS,
        learningRate: 0.002,
        evaluateEvery: 50,
      }),

      node('seen', 'evaluate.joint', 980, 0, {}, { title: 'Held-out pictures' }),
      node('unseen', 'evaluate.joint', 980, 400, {}, { title: 'Combinations never seen' }),
      node('find', 'retrieve.pictures', 1_300, 0, {
        query:
          'a large red star in the middle\nthree small blue rings at the top\ntwo purple triangles\na green square',
        top: 6,
      }),
      node('name', 'retrieve.captions', 1_300, 430, { limit: 12, top: 3 }),
      node('zero', 'evaluate.zero-shot', 980, 800, {
        classes: 'red, orange, yellow, green, blue, purple',
        template:
          'a {small|large} {class} {circle|square|triangle|star|ring|cross} {at the top left|at the top right|in the middle|at the bottom left|at the bottom right}',
      }),
    ],
    wires: [
      'images.examples → hold.examples',
      'hold.training → split.examples',
      'split.training → p-input.examples',
      'p-input.network → p-encoder.network',
      'split.training → w-input.examples',
      'w-input.network → w-block.network',
      'w-block.network → w-mean.network',
      'p-encoder.network → train.pictures',
      'w-mean.network → train.words',
      'split.training → train.examples',
      'split.validation → train.validation',
      'train.encoder → seen.encoder',
      'split.validation → seen.examples',
      'train.encoder → unseen.encoder',
      'hold.unseen → unseen.examples',
      'train.encoder → find.encoder',
      'hold.unseen → find.examples',
      'train.encoder → name.encoder',
      'split.validation → name.examples',
      'train.encoder → zero.encoder',
      'split.validation → zero.examples',
    ].map(wire),
    groups: [
      { id: 'pictures', title: 'Encoder of pictures', nodes: ['p-input', 'p-encoder'] },
      { id: 'words', title: 'Encoder of words', nodes: ['w-input', 'w-block', 'w-mean'] },
    ],
    notes: [
      note(
        'look',
        620,
        720,
        260,
        210,
        'What to look at\n\nWhile it learns, each row of pictures is what lies nearest to one caption: at first anything, soon the right colour, then the right number, size and place. “Combinations never seen” tells whether it learned words or whole captions by heart.',
      ),
      note(
        'then',
        1_300,
        820,
        260,
        200,
        'Then try\n\nOther words in “Find pictures”. In “Zero-shot classes” shapes instead of colours: they are told apart much worse, since few captions differ by the shape alone. The sigmoid loss in the trainer. More combinations in “Hold out combinations”: how few are enough?',
      ),
    ],
  },
);
