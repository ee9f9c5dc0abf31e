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
  explain: {
    more: 'Put it on any wire to see what flows there. It changes nothing.',
    lookAt: 'Whether the value is what you expected at this place: most mistakes in a pipeline are found this way.',
  },
  run: () => import('./run'),
});
