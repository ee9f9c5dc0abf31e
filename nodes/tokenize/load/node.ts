import { defineNode, fileRef, tokenizer, z } from '@/graph';

export const load = defineNode({
  type: 'tokenize.load',
  version: 1,
  phase: 'prepare',
  title: 'Load tokenizer',
  summary: 'Uses a tokenizer.json that was made elsewhere, or exported from here.',
  keywords: ['hugging face', 'import', 'tokenizer.json', 'gpt-2', 'file'],
  inputs: {},
  outputs: { tokenizer },
  params: z.object({
    file: fileRef.nullable().default(null).meta({
      label: 'tokenizer.json',
      control: 'file',
      accept: '.json',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ file }) => file?.name ?? 'no file yet',
  extend: (_inputs, _params, { nodeId, symbol }) => ({
    tokenizer: { vocabularySize: symbol('V'), tokenizedBy: `${nodeId}.tokenizer` },
  }),
  advise: (_inputs, { file }) =>
    file
      ? []
      : [{ code: 'tokenizer.no-file', title: 'No tokenizer has been chosen yet.', fix: 'Drop a tokenizer.json here.' }],
  run: () => import('./run'),
});
