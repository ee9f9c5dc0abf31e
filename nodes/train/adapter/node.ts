import { adapter, dataset, defineNode, languageModel, metrics, port, tokens, z } from '@/graph';
import { networkOf, requireModel } from '../common/model-wiring';
import { adviceOnTokens } from '../common/token-wiring';
import { tuningDetails, tuningFields } from '../common/tuning-fields';

const RATE = 3e-3;

export const trainAdapter = defineNode({
  type: 'train.adapter',
  version: 1,
  phase: 'train',
  title: 'Train LoRA adapter',
  summary: 'Teaches a model something new by a small addition beside its weights, which stay as they are.',
  keywords: ['lora', 'peft', 'low rank', 'adapter', 'fine-tune', 'finetune', 'parameter efficient', 'qlora'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: { adapter: port(adapter, { title: 'Adapter' }), metrics },
  params: z.object({
    rank: z.number().int().min(1).max(256).default(8).meta({
      scale: 'log',
    }),
    alpha: z.number().min(0.01).max(1_024).default(16),
    attention: z
      .enum(['none', 'query-value', 'all'])
      .default('all')
      .meta({
        label: 'In attention, beside',
        choices: { none: 'nothing', 'query-value': 'query and value', all: 'query, key, value and output' },
      }),
    feedForward: z.boolean().default(true).meta({
      label: 'In feed-forward too',
    }),
    dropout: z.number().min(0).max(0.9).default(0).meta({
      advanced: true,
    }),
    ...tuningFields(RATE),
    ...tuningDetails(RATE, 0),
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ rank, steps, learningRate }) =>
    `rank ${rank} · ${steps.toLocaleString('en')} steps · rate ${learningRate}`,
  extend: (wired, _params, around) => {
    requireModel(wired, around);
    return {};
  },
  advise: (wired, params) => adviceOnTokens(networkOf(wired), params, 'It guesses the next token from the last alone.'),
  run: () => import('./run'),
});
