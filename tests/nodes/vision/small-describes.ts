import { describes } from '@/app/templates/describes';
import { explainsCharts } from '@/app/templates/explains-charts';
import type { GraphDocument } from '@/graph';

const SMALL: Readonly<Record<string, object>> = {
  images: { count: 80 },
  near: { channels: 4 },
  grid: { channels: 4 },
  embedding: { width: 16 },
  blocks: { repeat: 1, heads: 2 },
  align: { projector: 'queries', queries: 3, hidden: 8 },
  describe: { limit: 2 },
  question: { limit: 2 },
  examine: { limit: 2 },
};

/** A template of a model that describes in small: few pictures, and trainings cut short. */
const small = (template: GraphDocument, align: object = {}): GraphDocument => ({
  ...template,
  nodes: template.nodes.map((node) => ({
    ...node,
    params: {
      ...node.params,
      ...SMALL[node.id],
      ...(node.id === 'align' && align),
      ...(node.type.startsWith('train.') && { steps: 2, batchSize: 8, evaluateEvery: 2 }),
    },
  })),
});

/** “A model that describes what it sees”. */
export const smallDescribes = small(describes);

/** “A model that explains a chart”, which looks at the chart between its blocks. */
export const smallExplains = small(explainsCharts, { reads: 'between' });
