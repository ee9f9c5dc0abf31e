import type { GraphDocument } from '@/graph';
import { node, note, template, wire } from './build';
import { describerPipeline } from './describer-pipeline';

const pipeline = describerPipeline({ see: 1_200, write: 150, align: 100, tune: 1_600, blockLength: 32 });

/** The model that describes what it sees, with charts: what a chart shows is in how its parts compare. */
export const explainsCharts: GraphDocument = template(
  'explains-charts',
  'A model that explains a chart',
  'Small charts of bars, points and slices are explained in words: what kind, how many, which is the largest, how they go. A model learns to do so from examples, and answers questions about charts that it never saw.',
  {
    nodes: [
      node('images', 'source.images', 0, 0, {
        origin: 'charts',
        count: 12_000,
        charted: 'largest',
        captioned: true,
      }),
      ...pipeline.nodes,

      node('describe', 'generate.describe', 1_600, 0, { limit: 12 }, { title: 'Explain' }),
      node(
        'question',
        'generate.describe',
        1_600,
        360,
        { question: 'which is the tallest?', limit: 12 },
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
        'What to look at\n\nWhat “Tune” says of four charts at each look: first what kind of chart it is and of how many parts, then which part is the largest and how they go. A colour can be seen in one place; which bar is the tallest only shows when all are compared.',
      ),
      note(
        'then',
        1_600,
        1_240,
        280,
        190,
        'Then try\n\nOther questions in “Ask”: “how do the bars go?”, “is the largest more than half?”. In “Tell a language model of pictures”, let it see the chart between its blocks. “Kinds of charts” as classes: how much worse does it explain where the eyes learned less?',
      ),
    ],
  },
);
