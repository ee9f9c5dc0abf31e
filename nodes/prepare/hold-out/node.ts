import { defineNode, examples, port, z } from '@/graph';

export const holdOut = defineNode({
  type: 'prepare.hold-out',
  version: 1,
  phase: 'prepare',
  title: 'Hold out combinations',
  summary:
    'Keeps whole combinations away from training, such as all red stars, so that a model can be tested on what it has never seen together.',
  keywords: ['split', 'unseen', 'compositional', 'zero-shot', 'generalisation', 'captions', 'attributes', 'test'],
  inputs: { examples },
  outputs: {
    training: port(examples, { title: 'Without them' }),
    unseen: port(examples, { title: 'Only these' }),
  },
  params: z.object({
    combinations: z.string().max(2_000).default('red star, blue ring').meta({
      label: 'Combinations',
      placeholder: 'red star, blue ring',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ combinations }) => combinations || 'none yet',
  extend: ({ examples: given = {} }) => ({ training: given, unseen: given }),
  run: () => import('./run'),
});
