import { dataset, defineNode, languageModel, metrics, port, tokens, z } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';

export const evaluateLanguageModel = defineNode({
  type: 'evaluate.language-model',
  version: 1,
  phase: 'evaluate',
  title: 'Score language model',
  summary: 'Measures how well a model predicts a text it has not seen: loss, perplexity, bits per character, accuracy.',
  keywords: ['perplexity', 'loss', 'accuracy', 'bits per character', 'bpc', 'test', 'validate'],
  inputs: {
    model: languageModel,
    data: port(dataset(tokens), { title: 'Data' }),
  },
  outputs: { metrics },
  params: z.object({
    maximumBlocks: z.number().int().min(0).max(1_000_000).default(0).meta({
      label: 'At most',
      unit: 'blocks',
    }),
    batchSize: z.number().int().min(1).max(512).default(16).meta({
      unit: 'blocks',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  extend: ({ model, data }, _params, around) => {
    const words = { family: 'evaluate', fix: MODELS_TOKENIZER };
    shareVocabulary(around, { port: 'model', facts: model }, { port: 'data', facts: data }, words);
    return {};
  },
  run: () => import('./run'),
});

/** What to do where model and text have different vocabularies. */
export const MODELS_TOKENIZER = 'Encode the text with the tokenizer that the model was trained with.';
