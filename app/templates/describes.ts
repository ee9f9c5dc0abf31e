import type { GraphDocument } from '@/graph';
import { node, note, template, wire } from './build';
import { describerPipeline } from './describer-pipeline';

const pipeline = describerPipeline({ see: 1_000, write: 120, align: 100, tune: 800, blockLength: 24 });

/** LLaVA on captioned shapes: each cell that a classifier sees becomes a token before the words of a small language model. */
export const describes: GraphDocument = template(
  'describes',
  'A model that describes what it sees',
  'A small network learns to see, a small language model learns to write, and between them a projector makes a token of each place that is seen: first it learns alone, then all three together. The model describes pictures that it never saw, and answers questions about them.',
  {
    nodes: [
      node('images', 'source.images', 0, 0, {
        origin: 'shapes',
        count: 12_000,
        labelled: 'shape-colour',
        captioned: true,
      }),
      ...pipeline.nodes,

      node('describe', 'generate.describe', 1_600, 0, { limit: 12 }),
      node(
        'question',
        'generate.describe',
        1_600,
        360,
        { question: 'what colour is the star?', limit: 12 },
        { title: 'Ask' },
      ),
      node('examine', 'evaluate.describer', 1_600, 720, { limit: 300 }),
    ],
    wires: [
      ...pipeline.wires,
      ...[
        'tune.describer → describe.describer',
        'split.validation → describe.examples',
        'tune.describer → question.describer',
        'split.validation → question.examples',
        'tune.describer → examine.describer',
        'split.validation → examine.examples',
      ].map(wire),
    ],
    groups: pipeline.groups,
    notes: [
      note(
        'look',
        1_260,
        1_300,
        280,
        190,
        'What to look at\n\nWhat both stages say of four pictures at each look. The grammar is right from the beginning, since the language model could write before. The projector alone brings a little of what is true; with the second stage come colour and place, and last the shape.',
      ),
      note(
        'then',
        1_600,
        1_240,
        280,
        190,
        'Then try\n\nOther questions in “Ask”: “how many stars are there?”, “is it large?”. An encoder that stays as it is, in the second stage: how much it has to learn beyond its classes. A picture that becomes “tokens that ask” in the first: how few of them are enough?',
      ),
    ],
  },
);
