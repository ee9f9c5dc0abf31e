import { describes } from '@/app/templates/describes';
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

/** “A model that describes what it sees” in small: few pictures, and trainings cut short. */
export const smallDescribes: GraphDocument = {
  ...describes,
  nodes: describes.nodes.map((node) => ({
    ...node,
    params: {
      ...node.params,
      ...SMALL[node.id],
      ...(node.type.startsWith('train.') && { steps: 2, batchSize: 8, evaluateEvery: 2 }),
    },
  })),
};
