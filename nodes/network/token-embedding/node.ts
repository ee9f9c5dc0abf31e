import { addOperation, defineNode, emptyNetwork, network, tokenizer, z } from '@/graph';
import { describeTable } from '../parameters';

export const tokenEmbedding = defineNode({
  type: 'network.token-embedding',
  version: 1,
  phase: 'train',
  title: 'Token embedding',
  summary: 'Gives each token a vector of its own: where a network begins.',
  keywords: ['wte', 'vector', 'lookup', 'input', 'd_model', 'width'],
  inputs: { tokenizer },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(8_192).default(128).meta({
      unit: 'numbers',
      scale: 'log',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width }) => `width ${width}`,
  extend: ({ tokenizer: given }, { width }, { symbol }) => {
    const vocabulary = given?.vocabularySize ?? symbol('V');
    return {
      network: {
        network: addOperation(emptyNetwork(vocabulary), {
          layer: 'token-embedding',
          params: { vocabulary, width },
          shape: ['B', 'T', width],
          ...describeTable(vocabulary, width),
        }),
        vocabularySize: vocabulary,
        ...(given?.tokenizedBy === undefined ? {} : { tokenizedBy: given.tokenizedBy }),
      },
    };
  },
});
