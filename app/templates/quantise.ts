import { node, note, template, wire } from './build';
import { smallWriter } from './small-writer';

const MODELS = [
  { id: 'train', name: 'Full', place: 'first' },
  { id: 'eight', name: '8 bits', place: 'second' },
  { id: 'four', name: '4 bits', place: 'third' },
  { id: 'pruned', name: '70 % zero', place: 'fourth' },
  { id: 'mended', name: '70 % zero and tuned', place: 'fifth' },
] as const;
const names = MODELS.map(({ name }) => name).join(', ');

/** One model made smaller in four ways, and what each costs. */
export const quantise = template(
  'quantise',
  'Quantise and compare',
  'One small model is kept as it is, in 8 bits, in 4 bits, and with 70 % of its weights set to zero, which a little training makes good. The picture sets their sizes against how well they predict; the report tells what changed beyond noise.',
  {
    nodes: [
      ...smallWriter.nodes,
      node('eight', 'compress.quantise', 1_000, 0, { bits: '8' }, { title: '8 bits' }),
      node('four', 'compress.quantise', 1_000, 350, { bits: '4', groupSize: 32 }, { title: '4 bits' }),
      node('pruned', 'compress.prune', 1_000, 700, { share: 0.7 }, { title: '70 % zero' }),
      node(
        'mended',
        'train.fine-tune',
        1_000,
        1_060,
        {
          steps: 120,
          learningRate: 0.001,
          minimumLearningRate: 0.0001,
          warmUpSteps: 10,
          decaySteps: 120,
          evaluateEvery: 60,
          evaluateBatches: 5,
          sampleTokens: 0,
        },
        { title: '70 % zero and tuned' },
      ),
      node('compare', 'evaluate.trade-off', 1_250, 0, { names }),
      ...MODELS.map(({ id, name }, row) =>
        node(`${id}-reads`, 'evaluate.language-model', 1_500, 330 * row, {}, { title: `${name} reads` }),
      ),
      node('report', 'evaluate.report', 1_750, 0, { names }),
    ],
    wires: [
      ...smallWriter.wires,
      wire('train.model → eight.model'),
      wire('train.model → four.model'),
      wire('train.model → pruned.model'),
      wire('pruned.model → mended.model'),
      wire('encode.training → mended.training'),
      wire('encode.validation → mended.validation'),
      wire('encode.validation → mended.oldValidation'),
      wire('encode.validation → compare.data'),
      ...MODELS.flatMap(({ id, place }) => [
        wire(`${id}.model → compare.${place}`),
        wire(`${id}.model → ${id}-reads.model`),
        wire(`encode.validation → ${id}-reads.data`),
        wire(`${id}-reads.metrics → report.${place}`),
      ]),
    ],
    groups: smallWriter.groups,
    notes: [
      note(
        'look',
        1_250,
        560,
        208,
        340,
        'What to look at\n\n8 bits take a quarter of the room and cost nothing that could be told from noise. 4 bits take a sixth, and the text gets a little harder to predict. 70 % zeros make it clearly harder, from a perplexity of 25.6 to 29.3, and save no room: they are stored like any other number. A little training that keeps the zeros makes all of it good, 25.5.',
      ),
      note(
        'try',
        1_250,
        930,
        208,
        200,
        'Then try\n\nOne scale for each channel instead of each group, at 4 bits. And 90 % zeros: how much can training still make good?',
      ),
    ],
  },
);
