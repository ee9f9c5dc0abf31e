import { dataset, defineNode, examples, port, text, z } from '@/graph';
import { HOW_TO_CAPTION } from '../../common/no-captions';

export const captionsText = defineNode({
  type: 'prepare.captions-text',
  version: 1,
  phase: 'prepare',
  title: 'Captions as text',
  summary: 'Gives what is said of pictures as documents of their own, for tokenizers and language models.',
  keywords: ['captions', 'text', 'corpus', 'language model', 'documents', 'lines'],
  inputs: { examples },
  outputs: { text: port(dataset(text), { title: 'Captions' }) },
  params: z.object({
    lines: z.boolean().default(true).meta({ label: 'A document for each line' }),
  }),
  explain: () => import('./explain'),
  extend: ({ examples: given }, _params, { refuse }) => {
    if (given?.exampleShape && !given.captioned)
      refuse('examples', {
        code: 'captions-text.none',
        title: 'These examples have no captions.',
        fix: HOW_TO_CAPTION,
      });
    return {};
  },
  run: () => import('./run'),
});
