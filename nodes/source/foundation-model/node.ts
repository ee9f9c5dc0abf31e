import { defineNode, languageModel, port, tokenizer, z } from '@/graph';
import { filesField, originField, repositoryField } from '../../common/published-fields';

export const foundationModel = defineNode({
  type: 'source.foundation-model',
  version: 1,
  phase: 'prepare',
  title: 'Load model',
  summary:
    'Opens a language model that others trained, from the files they publish: GPT-2, Llama, Qwen, BERT and their kin.',
  keywords: [
    'pretrained',
    'foundation',
    'hugging face',
    'safetensors',
    'import',
    'gpt-2',
    'llama',
    'smollm',
    'tinyllama',
    'qwen',
    'mistral',
    'bert',
    'distilbert',
    'roberta',
    'masked',
    'weights',
    'checkpoint',
  ],
  inputs: {},
  outputs: {
    model: port(languageModel, { title: 'Model' }),
    tokenizer: port(tokenizer, {
      title: 'Tokenizer',
    }),
  },
  params: z.object({
    origin: originField,
    files: filesField('.zip,.json,.safetensors'),
    hub: repositoryField(),
  }),
  explain: () => import('./explain'),
  opens: () => import('./open'),
  opensBeside: 'model',
  subtitle: ({ origin, files, hub }) =>
    origin === 'hub' ? (hub?.repository ?? 'no repository yet') : (files?.name.replace(/\.zip$/, '') ?? 'no files yet'),
  extend: (_inputs, _params, { nodeId, symbol }) => {
    const known = { vocabularySize: symbol('V'), tokenizedBy: `${nodeId}.tokenizer` };
    return { model: known, tokenizer: known };
  },
  advise: (_inputs, { origin, files, hub }) =>
    (origin === 'hub' ? hub?.files.length : files)
      ? []
      : [
          origin === 'hub'
            ? {
                code: 'foundation.not-fetched',
                title: 'No model has been fetched yet.',
                fix: 'Write its name in the inspector, and press “Fetch”.',
              }
            : {
                code: 'foundation.no-files',
                title: 'No model has been chosen yet.',
                fix: 'Drop its folder on this node.',
              },
        ],
  run: () => import('./run'),
});
