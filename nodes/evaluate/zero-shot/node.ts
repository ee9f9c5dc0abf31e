import { defineNode, examples, jointEncoder, metrics, port, ranking, table, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const zeroShot = defineNode({
  type: 'evaluate.zero-shot',
  version: 1,
  phase: 'evaluate',
  title: 'Zero-shot classes',
  summary:
    'Tells pictures apart by classes that are only written down, with an encoder that was never taught classes at all.',
  keywords: ['clip', 'classification', 'open vocabulary', 'prompt', 'accuracy', 'confusion', 'without training'],
  inputs: {
    encoder: port(jointEncoder, { title: 'Joint encoder' }),
    examples: port(examples, { title: 'Pictures' }),
  },
  outputs: {
    ranking,
    metrics,
    confusion: port(table, { title: 'What for what' }),
  },
  params: z.object({
    classes: z.string().max(4_000).default('').meta({
      label: 'Classes',
      control: 'textarea',
      placeholder: 'those of the pictures, or one a line',
    }),
    template: z.string().min(7).max(2_000).default('a {class}').meta({ label: 'Said as', control: 'textarea' }),
    shown: z
      .number()
      .int()
      .min(1)
      .max(200)
      .default(12)
      .meta({ label: 'Pictures shown', unit: 'pictures', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ template }) => `“${template}”`,
  extend: ({ encoder, examples: given }, _params, around) => {
    requireKnown('encoder', encoder, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
