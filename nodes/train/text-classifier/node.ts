import { conversations, defineNode, languageModel, metrics, port, table, textClassifier, z } from '@/graph';
import { alignmentDetails, alignmentFields } from '../../align/common/training-fields';

export const trainTextClassifier = defineNode({
  type: 'train.text-classifier',
  version: 1,
  phase: 'train',
  title: 'Train text classifier',
  summary: 'Teaches a language model to tell classes of texts apart, for instance what is safe and what is not.',
  keywords: ['classification', 'safety', 'moderation', 'labels', 'toxicity', 'spam', 'sentiment', 'guard', 'judge'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    conversations: port(conversations, { title: 'Labelled' }),
    validation: port(conversations, { title: 'Validation', optional: true }),
  },
  outputs: {
    classifier: port(textClassifier, { title: 'Text classifier' }),
    metrics,
    confusion: port(table, { title: 'Confusion' }),
  },
  params: z.object({
    reads: z
      .enum(['question', 'answer', 'both'])
      .default('question')
      .meta({
        label: 'Reads',
        control: 'segmented',
        choices: { question: 'Question', answer: 'Answer', both: 'Both' },
      }),
    ...alignmentFields,
    batchSize: alignmentFields.batchSize.meta({ unit: 'texts', scale: 'log' }),
    learningRate: alignmentFields.learningRate.default(1e-3),
    heldOut: z.number().min(0).max(0.9).default(0.1).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.05,
    }),
    ...alignmentDetails,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} texts at a time`,
  run: () => import('./run'),
});
