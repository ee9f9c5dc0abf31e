import { dataset, defineNode, languageModel, metrics, port, table, tokens, z } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';
import { ONLY_FILLS } from '../../generate/text/node';
import { MODELS_TOKENIZER } from '../language-model/node';
import { SIX } from '../six';

const model = (number: number) => port(languageModel, { title: `Model ${number}`, optional: true });

export const tradeOff = defineNode({
  type: 'evaluate.trade-off',
  version: 1,
  phase: 'evaluate',
  title: 'Compare size and speed',
  summary:
    'Measures up to six models side by side: how large they are, how fast they write, and how well they predict.',
  keywords: ['trade-off', 'size', 'memory', 'latency', 'tokens per second', 'speed', 'quantised', 'pruned', 'compare'],
  inputs: {
    data: port(dataset(tokens), { title: 'Data' }),
    first: port(languageModel, { title: 'Model 1' }),
    second: model(2),
    third: model(3),
    fourth: model(4),
    fifth: model(5),
    sixth: model(6),
  },
  outputs: { metrics, table: port(table, { title: 'Side by side' }) },
  params: z.object({
    names: z.string().max(400).default('').meta({ placeholder: 'Full, 8 bits, 4 bits' }),
    tokens: z
      .number()
      .int()
      .min(4)
      .max(1_024)
      .default(64)
      .meta({ label: 'Tokens written', unit: 'tokens', scale: 'log' }),
    batch: z.number().int().min(1).max(64).default(1).meta({ label: 'At once', unit: 'texts', scale: 'log' }),
    context: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ label: 'Cache for', unit: 'tokens', advanced: true }),
    across: z
      .enum(['size', 'memory', 'latency'])
      .default('size')
      .meta({
        label: 'Picture: across',
        control: 'segmented',
        choices: { size: 'Size', memory: 'Memory', latency: 'Time' },
      }),
    rounds: z.number().int().min(1).max(20).default(3).meta({ unit: 'times', advanced: true }),
    maximumBlocks: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(200)
      .meta({ label: 'At most', unit: 'blocks', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ names }) => names,
  extend: ({ data, ...models }, _params, around) => {
    for (const name of SIX) {
      const facts = models[name];
      if (!facts) continue;
      if (facts.objective === 'masked') around.refuse(name, ONLY_FILLS);
      const words = { family: 'evaluate', fix: MODELS_TOKENIZER };
      shareVocabulary(around, { port: name, facts }, { port: 'data', facts: data }, words);
    }
    return {};
  },
  run: () => import('./run'),
});
