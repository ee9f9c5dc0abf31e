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
    rows: z.number().int().min(1).max(2_000_000).nullable().default(null).meta({
      unit: 'tokens',
      advanced: true,
    }),
    context: z.number().int().min(1).max(100_000_000).nullable().default(null).meta({
      unit: 'tokens',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width }) => `width ${width}`,
  extend: ({ tokenizer: given }, { width, rows, context }, { symbol, refuse }) => {
    const tokens = given?.vocabularySize ?? symbol('V');
    const vocabulary = rows ?? tokens;
    if (rows !== null && typeof tokens === 'number' && tokens > rows)
      refuse('tokenizer', {
        code: 'embedding.rows',
        title: `The tokenizer has ${tokens.toLocaleString('en')} tokens, and the table ${rows.toLocaleString('en')} rows.`,
        fix: 'Leave “Rows” empty: one for each token.',
        set: { param: 'rows', value: null },
      });
    return {
      network: {
        network: addOperation(
          { ...emptyNetwork(tokens), context },
          {
            layer: 'token-embedding',
            params: { vocabulary, width },
            shape: ['B', 'T', width],
            ...describeTable(vocabulary, width),
          },
        ),
        vocabularySize: tokens,
        ...(given?.tokenizedBy === undefined ? {} : { tokenizedBy: given.tokenizedBy }),
      },
    };
  },
});
