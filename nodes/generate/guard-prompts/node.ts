import { answers, conversations, dataset, defineNode, metrics, port, text, textClassifier, z } from '@/graph';
import { guardFields } from '../../common/guard/fields';

export const guardPrompts = defineNode({
  type: 'generate.guard-prompts',
  version: 1,
  phase: 'generate',
  title: 'Guard prompts',
  summary: 'Stands before a model: refuses what it should not be asked, and blacks out personal data in what passes.',
  keywords: ['safety', 'moderation', 'filter', 'refusal', 'pii', 'privacy', 'input', 'rules', 'jailbreak'],
  inputs: {
    prompts: port(dataset(text), { title: 'Prompts', optional: true }),
    conversations: port(conversations, { title: 'Conversations', optional: true }),
    classifier: port(textClassifier, { title: 'Text classifier', optional: true }),
  },
  outputs: {
    conversations: port(conversations, { title: 'Passed conversations' }),
    prompts: port(dataset(text), { title: 'Passed prompts' }),
    refused: port(answers, { title: 'Refused' }),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object(guardFields),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
