import type { Run } from '@/graph';
import { filesIn } from './files';
import type { agentFilesTool } from './node';

export const run: Run<typeof agentFilesTool> = ({ files: given }, { names, about, asks, toolName }) => {
  const files = filesIn(given, names);
  return {
    tool: {
      name: toolName,
      description:
        `Without a name, lists the ${files.length.toLocaleString('en')} files of the project; with the name of one, gives its text, from a place on if it is long. ${about}`.trim(),
      parameters: {
        type: 'object',
        properties: {
          name: {
            type: 'string',
            maxLength: 300,
            description: 'Of the file to read, as it is listed; left out to list them.',
          },
          from: { type: 'integer', minimum: 0, description: 'The character to begin with; 0 if left out.' },
        },
      },
      approval: asks,
      ...{ from: 'files', files },
    },
  };
};
