import { defineNode, fileRef, hubRef, languageModel, port, tokenizer, z } from '@/graph';

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
    origin: z
      .enum(['files', 'hub'])
      .default('files')
      .meta({ label: 'From', control: 'segmented', choices: { files: 'Files', hub: 'Hugging Face' } }),
    files: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'Files of the model',
        control: 'file',
        accept: '.zip,.json,.safetensors',
        when: { param: 'origin', is: ['files'] },
      }),
    hub: hubRef
      .nullable()
      .default(null)
      .meta({
        label: 'Repository',
        control: 'hub',
        placeholder: 'owner/name',
        when: { param: 'origin', is: ['hub'] },
      }),
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
