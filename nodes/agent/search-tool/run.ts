import type { Run } from '@/graph';
import type { agentSearchTool } from './node';

export const run: Run<typeof agentSearchTool> = ({ index }, { about, mode, top, asks, toolName }) => ({
  tool: {
    name: toolName,
    description:
      `Searches ${index.passages.length.toLocaleString('en')} passages of documents for a question. Each passage found has a number to cite it by, such as [1], and says where it stands. ${about}`.trim(),
    parameters: {
      type: 'object',
      properties: {
        query: {
          type: 'string',
          minLength: 1,
          maxLength: 2_000,
          description: 'What to look for, as a question or in a few words.',
        },
      },
      required: ['query'],
    },
    approval: asks,
    ...{ from: 'search', index, mode, top },
  },
});
