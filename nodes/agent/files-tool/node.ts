import { data, defineNode, tool, z } from '@/graph';
import { aboutField, asksField, toolNameField } from '../../common/agent/fields';

export const agentFilesTool = defineNode({
  type: 'agent.files-tool',
  version: 1,
  phase: 'act',
  title: 'Tool: project files',
  summary: 'Lets an agent list texts of the project and read them by their names, and nothing else.',
  keywords: ['file system', 'read file', 'directory', 'texts', 'documents', 'tool', 'agent'],
  inputs: { files: data },
  outputs: { tool },
  params: z.object({
    names: z.string().max(20_000).default('').meta({ control: 'words', placeholder: 'one name a line' }),
    about: aboutField,
    asks: asksField(false),
    toolName: toolNameField('project_files'),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
