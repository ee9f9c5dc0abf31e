import { dataset, defineNode, languageModel, metrics, port, tokens, z } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';
import { MODELS_TOKENIZER } from '../language-model/node';

export const evaluateModalities = defineNode({
  type: 'evaluate.modalities',
  version: 1,
  phase: 'evaluate',
  title: 'Loss by modality',
  summary: 'Measures how well one model foretells text, captions, pictures, melodies and motions, each by itself.',
  keywords: ['perplexity', 'loss', 'multimodal', 'image tokens', 'validation', 'nats', 'any to any'],
  inputs: { model: languageModel, data: port(dataset(tokens), { title: 'Data' }) },
  outputs: { metrics },
  params: z.object({
    maximumBlocks: z.number().int().min(0).max(1_000_000).default(200).meta({ label: 'At most', unit: 'blocks' }),
  }),
  explain: () => import('./explain'),
  extend: ({ model, data }, _params, around) => {
    const words = { family: 'evaluate', fix: MODELS_TOKENIZER };
    shareVocabulary(around, { port: 'model', facts: model }, { port: 'data', facts: data }, words);
    return {};
  },
  run: () => import('./run'),
});
