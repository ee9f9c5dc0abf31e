import { node, note, template, wire } from './build';
import { smallWriter } from './small-writer';

const limit = { measure: 'Perplexity', rule: 'worsens', share: 2 };

const MODELS = [
  { id: 'train', name: 'Full', place: 'first' },
  { id: 'eight', name: '8 bits', place: 'second' },
  { id: 'pruned', name: 'Pruned', place: 'third' },
] as const;
const names = MODELS.map(({ name }) => name).join(', ');

/** A model is made smaller in two ways; a gate lets one of them through and stops the other. */
export const gate = template(
  'gate',
  'Is it better? An evaluation gate',
  'A model is made smaller in two ways: written in 8 bits, and with most of its weights set to zero. Behind each stands a gate. One model passes and gets its card; the other finds its text too hard to predict, and its gate turns red: so it should be.',
  {
    nodes: [
      ...smallWriter.nodes,
      node('eight', 'compress.quantise', 1_000, 350, { bits: '8' }, { title: '8 bits' }),
      node('pruned', 'compress.prune', 1_000, 700, { share: 0.7 }, { title: 'Pruned' }),
      ...MODELS.map(({ id, name }, row) =>
        node(`${id}-reads`, 'evaluate.language-model', 1_250, 350 * row, {}, { title: `${name} reads` }),
      ),
      node('gate', 'evaluate.gate', 1_500, 350, limit, { title: 'Gate for 8 bits' }),
      node('gate-pruned', 'evaluate.gate', 1_500, 700, limit, { title: 'Gate for pruned' }),
      node('card', 'evaluate.model-card', 1_750, 0, {
        name: 'Small writer',
        uses: 'To see how a change to a model is judged.',
        outOfScope: 'Anything else: it has only read plays made by a grammar.',
      }),
      node('card-pruned', 'evaluate.model-card', 1_750, 700, { name: 'Smaller writer' }),
      node('reading', 'evaluate.report', 2_000, 0, { names, title: 'Reading' }, { title: 'Reading' }),
    ],
    wires: [
      ...smallWriter.wires,
      wire('train.model → eight.model'),
      wire('train.model → pruned.model'),
      ...MODELS.flatMap(({ id, place }) => [
        wire(`${id}.model → ${id}-reads.model`),
        wire(`encode.validation → ${id}-reads.data`),
        wire(`${id}-reads.metrics → reading.${place}`),
      ]),
      wire('eight-reads.metrics → gate.metrics'),
      wire('train-reads.metrics → gate.baseline'),
      wire('pruned-reads.metrics → gate-pruned.metrics'),
      wire('train-reads.metrics → gate-pruned.baseline'),
      wire('eight.model → card.model'),
      wire('gate.verdict → card.first'),
      wire('pruned.model → card-pruned.model'),
      wire('gate-pruned.verdict → card-pruned.first'),
    ],
    groups: smallWriter.groups,
    notes: [
      note(
        'red',
        1_500,
        0,
        208,
        260,
        'Red is right here\n\nPerplexity may worsen by at most 2 %. One model keeps to that. The other does not: its gate says no, and no card is written for it. “npm run graph” then ends with exit code 1.',
      ),
      note(
        'look',
        2_000,
        440,
        208,
        220,
        'What to look at\n\nThe report tells a change from noise: a difference whose interval leaves zero out is more than that. Below it stand the passages that were won and lost.',
      ),
      note(
        'try',
        1_000,
        1_000,
        208,
        160,
        'Then try\n\nSet fewer weights to zero and run again: where does the gate open?',
      ),
    ],
  },
);
