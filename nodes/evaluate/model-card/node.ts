import { any, defineNode, metrics, page, port, z } from '@/graph';

const figures = (number: number) => port(metrics, { title: `Figures ${number}`, optional: true });
const words = (label: string) => z.string().trim().max(4_000).default('').meta({ label, control: 'textarea' });

export const modelCard = defineNode({
  type: 'evaluate.model-card',
  version: 1,
  phase: 'evaluate',
  title: 'Model card',
  summary: 'Writes down what a model is and how it was made, from the graph itself: data, steps, settings and figures.',
  keywords: ['documentation', 'lineage', 'provenance', 'ancestors', 'README', 'licence', 'transparency', 'print'],
  inputs: {
    model: port(any, { title: 'Model' }),
    first: figures(1),
    second: figures(2),
    third: figures(3),
    fourth: figures(4),
    fifth: figures(5),
    sixth: figures(6),
  },
  outputs: { card: port(page, { title: 'Card' }) },
  params: z.object({
    name: z.string().trim().max(200).default('').meta({ placeholder: 'Little writer' }),
    details: words('What it is'),
    authors: z.string().trim().max(400).default('').meta({ label: 'By whom' }),
    licence: z.string().trim().max(200).default(''),
    uses: words('Intended use'),
    outOfScope: words('Not intended for'),
    factors: words('Factors'),
    ethics: words('Ethical considerations'),
    caveats: words('Limits and recommendations'),
  }),
  tellsLineage: true,
  explain: () => import('./explain'),
  subtitle: ({ name }) => name,
  run: () => import('./run'),
});
