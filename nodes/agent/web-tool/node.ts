import { defineNode, tool, z } from '@/graph';
import { aboutField, asksField, toolNameField } from '../../common/agent/fields';

export const agentWebTool = defineNode({
  type: 'agent.web-tool',
  version: 1,
  phase: 'act',
  title: 'Tool: read a web page',
  summary: 'Lets an agent read pages of the web, at hosts that are allowed and with your yes.',
  keywords: ['browse', 'internet', 'fetch', 'url', 'http', 'online', 'tool', 'agent'],
  inputs: {},
  outputs: { tool },
  params: z.object({
    about: aboutField,
    characters: z
      .number()
      .int()
      .min(500)
      .max(20_000)
      .default(6_000)
      .meta({ label: 'Characters told at most', scale: 'log' }),
    asks: asksField(true),
    toolName: toolNameField('read_page'),
  }),
  subtitle: ({ asks }) => (asks ? 'asks you before' : 'asks nobody'),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
