import { defineNode, tool, z } from '@/graph';

export const agentMcpTool = defineNode({
  type: 'agent.mcp-tool',
  version: 1,
  phase: 'act',
  title: 'Tool of an MCP server',
  summary: 'Gives an agent a tool of another program, which you have allowed by its name.',
  keywords: ['mcp', 'model context protocol', 'server', 'external', 'integration', 'plugin', 'tool', 'agent'],
  inputs: {},
  outputs: { tool },
  params: z.object({
    server: z
      .string()
      .max(200)
      .default('')
      .meta({ label: 'Server', placeholder: 'its name under “Tools from MCP servers”' }),
    name: z.string().max(200).default('').meta({ label: 'Tool', placeholder: 'its name there' }),
    asks: z.boolean().default(true).meta({ label: 'Asks you before' }),
  }),
  subtitle: ({ server, name }) => (name === '' ? 'none chosen yet' : `${name} of ${server}`),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
