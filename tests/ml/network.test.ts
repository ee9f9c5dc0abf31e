import { expect, test } from 'vitest';
import { countParameters } from '@/ml/network';
import { gpt } from './helpers/networks';

test('a network of GPT-2 small has 124,439,808 parameters', () => {
  const gpt2 = gpt({ vocabulary: 50_257, width: 768, layers: 12, heads: 12, context: 1024, bias: true, tied: true });
  expect(countParameters(gpt2)).toBe(124_439_808);
});
