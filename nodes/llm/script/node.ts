import { defineNode, llm, z } from '@/graph';
import { longestAnswerField } from '../fields';

const EXAMPLE = [
  'when: (?i)hello|good morning',
  'say: Good morning. What would you like to know?',
  '',
  'say: I can only say what somebody wrote down for me.',
].join('\n');

export const llmScript = defineNode({
  type: 'llm.script',
  version: 1,
  phase: 'act',
  title: 'Scripted answers',
  summary: 'Stands in for a language model with answers written beforehand: no model writes them.',
  keywords: ['llm', 'mock', 'fake', 'script', 'rules', 'test', 'offline', 'deterministic', 'eliza'],
  inputs: {},
  outputs: { llm },
  params: z.object({
    rules: z.string().max(100_000).default(EXAMPLE).meta({ control: 'textarea' }),
    longestAnswer: longestAnswerField(1_000, 'words'),
  }),
  explain: () => import('./explain'),
  subtitle: () => 'no model writes them',
  run: () => import('./run'),
});
