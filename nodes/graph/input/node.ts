import { any, defineNode, INPUT, port, z } from '@/graph';

export const graphInput = defineNode({
  type: INPUT,
  version: 1,
  phase: 'act',
  title: 'Input',
  summary: 'Inside a subgraph: gives what comes in from outside at the input of this name.',
  keywords: ['port', 'argument', 'parameter', 'subgraph'],
  inputs: {},
  outputs: { value: port(any, { title: 'Value' }) },
  params: z.object({
    help: z
      .string()
      .max(500)
      .default('')
      .meta({ label: 'What it is for', control: 'textarea', placeholder: 'Shown at the port' }),
  }),
  explain: () => import('./explain'),
});
