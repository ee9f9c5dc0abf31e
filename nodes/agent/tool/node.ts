import { defineNode, tool, z } from '@/graph';
import { startsWith } from '../../common/body/starts';

export const agentTool = defineNode({
  type: 'agent.tool',
  version: 1,
  phase: 'act',
  title: 'Graph as tool',
  summary: 'Makes what is inside a tool of an agent: it runs whenever the agent calls it.',
  keywords: ['function', 'tool', 'call', 'agent', 'skill', 'action', 'subgraph'],
  inputs: {},
  outputs: { tool },
  params: z.object({
    toolName: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Letters, digits, _ and -, up to 64.')
      .max(64)
      .default('run_graph')
      .meta({ label: 'Name for the model' }),
    toolPurpose: z.string().max(4_000).default('').meta({
      label: 'What it does',
      control: 'textarea',
      placeholder: 'the model decides by this when to use it',
    }),
    toolAsks: z.boolean().default(false).meta({ label: 'Asks you before' }),
    toolSettings: z.boolean().default(true).meta({ label: 'The model may set what is set from here', advanced: true }),
  }),
  wraps: {
    called: true,
    starts: startsWith({ question: 'Question' }, { result: 'Result' }, [['question', 'result']]),
    ports: ({ inputs }) => ({
      inputs: Object.fromEntries(inputs.map(({ id, help: _, ...port }) => [id, { ...port, optional: true }])),
      outputs: {},
    }),
  },
  subtitle: ({ toolName }) => toolName,
  explain: () => import('./explain'),
  run: () => import('./run'),
});
