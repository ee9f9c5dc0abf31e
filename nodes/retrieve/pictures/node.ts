import { dataset, defineNode, examples, jointEncoder, port, ranking, text, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const retrievePictures = defineNode({
  type: 'retrieve.pictures',
  version: 1,
  phase: 'generate',
  title: 'Find pictures',
  summary: 'Finds the pictures that go best with words, by an encoder that has learned both.',
  keywords: ['retrieval', 'image search', 'text to image', 'clip', 'query', 'nearest', 'semantic search'],
  inputs: {
    encoder: port(jointEncoder, { title: 'Joint encoder' }),
    examples: port(examples, { title: 'Pictures' }),
    queries: port(dataset(text), { title: 'Queries', optional: true }),
  },
  outputs: { ranking, examples: port(examples, { title: 'The best of each' }) },
  params: z.object({
    query: z.string().max(20_000).default('a large red star\ntwo blue rings').meta({
      label: 'Look for',
      control: 'textarea',
      placeholder: 'one caption a line',
    }),
    top: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(6)
      .meta({ label: 'Pictures of each', unit: 'pictures', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ top }) => `best ${top} of each`,
  extend: ({ encoder, examples: given }, _params, around) => {
    requireKnown('encoder', encoder, 'examples', given, around);
    return { examples: given ?? {} };
  },
  run: () => import('./run'),
});
