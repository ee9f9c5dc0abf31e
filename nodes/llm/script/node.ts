import { defineNode, llm, z } from '@/graph';
import { longestAnswerField } from '../fields';

const EXAMPLE = [
  'when: (?i)hello|good morning',
  'say: Good morning. What would you like to know?',
  '',
  'say: I can only say what somebody wrote down for me.',
].join('\n');

const EXAMPLE_PROGRAM = [
  '// said: what was said last; turn: which answer this is, from 0 on',
  'const words = said.split(/\\s+/).length;',
  'return { say: "You said " + words + " words." };',
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
    by: z
      .enum(['rules', 'program'])
      .default('rules')
      .meta({ label: 'Answers by', control: 'segmented', choices: { rules: 'Rules', program: 'A program' } }),
    rules: z
      .string()
      .max(100_000)
      .default(EXAMPLE)
      .meta({ control: 'textarea', when: { param: 'by', is: ['rules'] } }),
    program: z
      .string()
      .max(100_000)
      .default(EXAMPLE_PROGRAM)
      .meta({ control: 'code', when: { param: 'by', is: ['program'] } }),
    longestAnswer: longestAnswerField(1_000, 'words'),
  }),
  explain: () => import('./explain'),
  subtitle: () => 'no model writes them',
  run: () => import('./run'),
});
