import { dataset, defineNode, languageModel, metrics, network, port, tokens, z } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';
import { sampleFields } from '../common/sample-fields';
import { tokenTrainingDetails, tokenTrainingFields } from '../common/token-fields';
import { adviceOnTokens, modelFacts, ONE_TOKENIZER, requireTokens } from '../common/token-wiring';

export const distilLanguageModel = defineNode({
  type: 'train.distil-language-model',
  version: 1,
  phase: 'train',
  title: 'Distil language model',
  summary: 'Teaches a small network to predict what a larger model predicts, doubts included.',
  keywords: ['knowledge distillation', 'teacher', 'student', 'compress', 'smaller', 'hinton', 'kl'],
  inputs: {
    teacher: port(languageModel, { title: 'Teacher' }),
    network: port(network, { title: 'Student' }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: { model: port(languageModel, { title: 'Student' }), metrics },
  params: z.object({
    ...tokenTrainingFields,
    alpha: z.number().min(0).max(1).default(0.5).meta({
      label: 'Weight of the text',
      control: 'slider',
      step: 0.05,
    }),
    temperature: z.number().min(0.1).max(20).default(2),
    ...sampleFields,
    ...tokenTrainingDetails,
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ steps, alpha, temperature }) =>
    `${steps.toLocaleString('en')} steps · text ${alpha} · temperature ${temperature}`,
  extend: ({ teacher, ...wired }, _params, around) => {
    const words = { family: 'train', fix: ONE_TOKENIZER };
    shareVocabulary(around, { port: 'network', facts: wired.network }, { port: 'teacher', facts: teacher }, words);
    const described = requireTokens(wired, around);
    return described ? { model: modelFacts(described, wired) } : {};
  },
  advise: (wired, params) => adviceOnTokens(wired, params, 'It guesses the next token from the last one alone.'),
  run: () => import('./run'),
});
