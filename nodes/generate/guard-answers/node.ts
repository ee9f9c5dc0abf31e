import { answers, defineNode, metrics, port, textClassifier, z } from '@/graph';
import { guardFields } from '../../common/guard/fields';

export const guardAnswers = defineNode({
  type: 'generate.guard-answers',
  version: 1,
  phase: 'generate',
  title: 'Guard answers',
  summary: 'Stands behind a model: replaces answers that should not be given, and blacks out personal data in others.',
  keywords: ['safety', 'moderation', 'filter', 'refusal', 'pii', 'privacy', 'output', 'rules', 'leak'],
  inputs: {
    answers: port(answers, { title: 'Answers' }),
    classifier: port(textClassifier, { title: 'Text classifier', optional: true }),
  },
  outputs: {
    answers: port(answers, { title: 'Answers' }),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object(guardFields),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
