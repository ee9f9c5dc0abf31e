import { defineNode, fileRef, languageModel, port, tokenizer, z } from '@/graph';

export const foundationModel = defineNode({
  type: 'source.foundation-model',
  version: 1,
  phase: 'prepare',
  title: 'Load model',
  summary: 'Opens a language model that others trained, from the files they publish: GPT-2, Llama, Qwen and their kin.',
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
    files: fileRef.nullable().default(null).meta({
      label: 'Files of the model',
      control: 'file',
      accept: '.zip,.json,.safetensors',
    }),
  }),
  explain: () => import('./explain'),
  opens: () => import('./open'),
  opensBeside: 'model',
  subtitle: ({ files }) => files?.name.replace(/\.zip$/, '') ?? 'no files yet',
  extend: (_inputs, _params, { nodeId, symbol }) => {
    const known = { vocabularySize: symbol('V'), tokenizedBy: `${nodeId}.tokenizer` };
    return { model: known, tokenizer: known };
  },
  advise: (_inputs, { files }) =>
    files
      ? []
      : [{ code: 'foundation.no-files', title: 'No model has been chosen yet.', fix: 'Drop its folder on this node.' }],
  run: () => import('./run'),
});
