import type { Run } from '@/graph';
import type { agentWebTool } from './node';

export const run: Run<typeof agentWebTool> = (_inputs, { about, characters, asks, toolName }) => ({
  tool: {
    name: toolName,
    description:
      `Reads one page of the web and gives what is to be read on it. Only some hosts are allowed; another is refused. ${about}`.trim(),
    parameters: {
      type: 'object',
      properties: {
        url: {
          type: 'string',
          minLength: 1,
          maxLength: 2_000,
          description: 'The whole address, beginning with https://',
        },
      },
      required: ['url'],
    },
    approval: asks,
    ...{ from: 'web', characters },
  },
});
