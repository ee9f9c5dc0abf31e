import { expect, test } from 'vitest';
import { layers } from '@/ml/layers';
import type { Params } from '@/ml/layers/params';
import {
  describeAttention,
  describeBlock,
  describeFeedForward,
  describeHead,
  describeNorm,
  describeTable,
} from '@/nodes/network/parameters';

const made = (layer: string, params: Params) => layers.get(layer)?.parameters(params);

test('what a layer makes has the names and shapes that its block’s description promises', () => {
  expect(made('token-embedding', { vocabulary: 65, width: 8 })).toEqual(describeTable(65, 8).parameters);
  expect(made('position-learned', { context: 16, width: 8 })).toEqual(describeTable(16, 8).parameters);
  expect(made('position-sinusoidal', { width: 8 })).toEqual([]);
  expect(made('residual-add', {})).toEqual([]);
  for (const bias of [true, false]) {
    for (const norm of ['layer-norm', 'rms-norm'] as const) {
      expect(made('norm', { kind: norm, width: 8, bias })).toEqual(describeNorm(norm, 8, bias).parameters);
      for (const keyValueHeads of [1, 2, 4]) {
        const sizes = { width: 8, heads: 4, keyValueHeads, bias };
        expect(made('attention', sizes)).toEqual(describeAttention(sizes, 16).parameters);
        for (const activation of ['gelu', 'silu', 'relu', 'swiglu'] as const) {
          const forward = describeFeedForward(8, 24, activation, bias).parameters;
          expect(made('feed-forward', { width: 8, hidden: 24, activation, bias })).toEqual(forward);
          const block = describeBlock(sizes, norm, 24, activation, 16).parameters;
          expect(made('transformer-block', { ...sizes, norm, activation, hidden: 24 })).toEqual(block);
        }
      }
    }
    for (const norm of ['layer-norm', 'rms-norm', 'none'] as const) {
      for (const tiedTo of [null, 'embedding.weight']) {
        const params = { width: 8, vocabulary: 65, tied: tiedTo !== null, norm, bias, ...(tiedTo && { tiedTo }) };
        expect(made('language-head', params)).toEqual(describeHead(8, 65, norm, bias, tiedTo).parameters);
      }
    }
  }
});
