import { dataset, defineNode, describer, examples, port, ranking, text, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const describePictures = defineNode({
  type: 'generate.describe',
  version: 1,
  phase: 'generate',
  title: 'Describe pictures',
  summary: 'Says what is in pictures, or answers a question about each of them, in words of its own.',
  keywords: ['caption', 'vqa', 'question', 'answer', 'llava', 'image to text', 'vision-language'],
  inputs: {
    describer: port(describer, { title: 'Describer' }),
    examples: port(examples, { title: 'Pictures' }),
  },
  outputs: { ranking: port(ranking, { title: 'Pictures' }), text: port(dataset(text), { title: 'What it says' }) },
  params: z.object({
    question: z.string().max(2_000).default('').meta({
      label: 'Question',
      placeholder: 'nothing: describe · what colour is the star?',
    }),
    limit: z.number().int().min(1).max(1_000).default(12).meta({ label: 'At most', unit: 'pictures', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ question }) => question || 'describes',
  extend: ({ describer: model, examples: given }, _params, around) => {
    requireKnown('describer', model, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
