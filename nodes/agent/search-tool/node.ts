import { defineNode, searchIndex, tool, z } from '@/graph';
import { aboutField, asksField, toolNameField } from '../../common/agent/fields';

export const agentSearchTool = defineNode({
  type: 'agent.search-tool',
  version: 1,
  phase: 'act',
  title: 'Tool: search documents',
  summary: 'Lets an agent look things up in documents, and cite the passages that it found.',
  keywords: ['rag', 'retrieval', 'knowledge base', 'lookup', 'citation', 'index', 'tool', 'agent'],
  inputs: { index: searchIndex },
  outputs: { tool },
  params: z.object({
    about: aboutField,
    mode: z
      .enum(['both', 'words', 'meaning'])
      .default('both')
      .meta({ label: 'By', control: 'segmented', choices: { both: 'Both', words: 'Words', meaning: 'Meaning' } }),
    top: z.number().int().min(1).max(20).default(4).meta({ label: 'Passages' }),
    asks: asksField(false),
    toolName: toolNameField('search_documents'),
  }),
  subtitle: ({ top }) => `best ${top} passages`,
  explain: () => import('./explain'),
  run: () => import('./run'),
});
