import { defineNode, examples, jointEncoder, metrics, port, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const evaluateJoint = defineNode({
  type: 'evaluate.joint',
  version: 1,
  phase: 'evaluate',
  title: 'Pictures against words',
  summary:
    'Tells how often the right words are found for a picture and the right picture for words, and how well pictures go with their captions.',
  keywords: ['retrieval', 'recall@k', 'clipscore', 'alignment', 'captions', 'clip', 'vision-language', 'text to image'],
  inputs: {
    encoder: port(jointEncoder, { title: 'Joint encoder' }),
    examples: port(examples, { title: 'Captioned pictures' }),
  },
  outputs: { metrics },
  params: z.object({
    limit: z
      .number()
      .int()
      .min(2)
      .max(10_000)
      .default(100)
      .meta({ label: 'Of how many', unit: 'pictures', scale: 'log' }),
    distinct: z.boolean().default(true).meta({ label: 'Every caption once' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ limit }) => `among ${limit.toLocaleString('en')}`,
  extend: ({ encoder, examples: given }, _params, around) => {
    requireKnown('encoder', encoder, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
