import { dataset, defineNode, port, text, tokenizer, z } from '@/graph';

export const smilesTokens = defineNode({
  type: 'tokenize.smiles',
  version: 1,
  phase: 'prepare',
  title: 'SMILES tokenizer',
  summary: 'Makes each atom, bond, bracket and ring number of written molecules a token, and each symbol of SELFIES.',
  keywords: ['selfies', 'chemistry', 'molecule', 'atom', 'vocabulary', 'regex', 'schwaller'],
  inputs: { text: port(dataset(text), { title: 'SMILES' }) },
  outputs: { tokenizer },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: (_inputs, _params, { nodeId, symbol }) => ({
    tokenizer: { vocabularySize: symbol('V'), tokenizedBy: `${nodeId}.tokenizer` },
  }),
  run: () => import('./run'),
});
