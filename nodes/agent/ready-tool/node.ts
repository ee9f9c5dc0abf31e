import { defineNode, tool, z } from '@/graph';

export const agentReadyTool = defineNode({
  type: 'agent.ready-tool',
  version: 1,
  phase: 'act',
  title: 'Ready-made tool',
  summary: 'Gives an agent a calculator, or a sandbox to run small programs in.',
  keywords: ['calculator', 'arithmetic', 'code', 'interpreter', 'javascript', 'sandbox', 'tool', 'agent'],
  inputs: {},
  outputs: { tool },
  params: z.object({
    which: z
      .enum(['calculator', 'code'])
      .default('calculator')
      .meta({ label: 'Tool', control: 'segmented', choices: { calculator: 'Calculator', code: 'Programs' } }),
    asks: z.boolean().default(false).meta({ label: 'Asks you before' }),
  }),
  subtitle: ({ which }) => (which === 'code' ? 'runs programs' : 'calculates'),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
