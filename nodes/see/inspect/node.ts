import { any, defineNode, port, z } from '@/graph';

export const inspect = defineNode({
  type: 'see.inspect',
  version: 1,
  phase: 'evaluate',
  title: 'Inspect',
  summary: 'Shows whatever is connected to it: text, tokens, a network, a model, numbers.',
  keywords: ['look', 'view', 'print', 'debug', 'show', 'watch', 'see'],
  inputs: { value: port(any, { title: 'Anything' }) },
  outputs: {},
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
