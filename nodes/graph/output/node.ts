import { any, defineNode, OUTPUT, port, z } from '@/graph';

export const graphOutput = defineNode({
  type: OUTPUT,
  version: 1,
  phase: 'act',
  title: 'Output',
  summary: 'Inside a subgraph: what is wired to it is given outside at the output of this name.',
  keywords: ['port', 'result', 'return', 'subgraph'],
  inputs: { value: port(any, { title: 'Value' }) },
  outputs: {},
  params: z.object({
    help: z
      .string()
      .max(500)
      .default('')
      .meta({ label: 'What it is for', control: 'textarea', placeholder: 'Shown at the port' }),
  }),
  explain: () => import('./explain'),
});
