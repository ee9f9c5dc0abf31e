import { dataset, defineNode, examples, jointEncoder, port, ranking, text, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const retrieveCaptions = defineNode({
  type: 'retrieve.captions',
  version: 1,
  phase: 'generate',
  title: 'Find words',
  summary: 'Finds the words that go best with pictures, among captions of your own or those of the pictures.',
  keywords: ['retrieval', 'image to text', 'captions', 'clip', 'tagging', 'nearest', 'describe'],
  inputs: {
    encoder: port(jointEncoder, { title: 'Joint encoder' }),
    examples: port(examples, { title: 'Pictures' }),
    texts: port(dataset(text), { title: 'Words to choose from', optional: true }),
  },
  outputs: { ranking, text: port(dataset(text), { title: 'The best of each' }) },
  params: z.object({
    limit: z.number().int().min(1).max(2_000).default(12).meta({ label: 'At most', unit: 'pictures', scale: 'log' }),
    top: z.number().int().min(1).max(20).default(3).meta({ label: 'Captions of each', unit: 'captions' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ top, limit }) => `best ${top} of each · ${limit} pictures`,
  extend: ({ encoder, examples: given }, _params, around) => {
    requireKnown('encoder', encoder, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
