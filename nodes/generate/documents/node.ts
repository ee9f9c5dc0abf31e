import { dataset, defineNode, languageModel, port, text, z } from '@/graph';
import { ONLY_FILLS } from '../text/node';

export const generateDocuments = defineNode({
  type: 'generate.documents',
  version: 1,
  phase: 'generate',
  title: 'Write documents',
  summary: 'Lets a model write many documents, each from its beginning to its end.',
  keywords: ['sample', 'many', 'batch', 'unconditional', 'molecules', 'smiles', 'lines', 'generate'],
  inputs: { model: languageModel },
  outputs: { text: port(dataset(text), { title: 'Documents' }) },
  params: z.object({
    count: z
      .number()
      .int()
      .min(1)
      .max(20_000)
      .default(200)
      .meta({ label: 'How many', unit: 'documents', scale: 'log' }),
    maxTokens: z.number().int().min(1).max(4_096).default(60).meta({ label: 'Length, at most', unit: 'tokens' }),
    temperature: z.number().min(0.05).max(5).default(1).meta({ control: 'slider', step: 0.05 }),
    topP: z.number().min(0.01).max(1).default(1).meta({ label: 'Top-p', control: 'slider', step: 0.01 }),
    minP: z.number().min(0).max(1).default(0).meta({ label: 'Min-p', control: 'slider', step: 0.01 }),
    separator: z.string().min(1).max(100).default('\\n').meta({
      label: 'Between documents',
      control: 'textarea',
      advanced: true,
    }),
    together: z.number().int().min(1).max(1_024).default(128).meta({ label: 'At once', scale: 'log', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count, temperature }) => `${count.toLocaleString('en')} · temperature ${temperature}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
