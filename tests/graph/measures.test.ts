import { expect, test } from 'vitest';
import { measureTitle } from '@/graph';

test('what a training measures is told in words, also where it has no entry', () => {
  expect(measureTitle('trainingLoss')).toBe('Training loss');
  expect(measureTitle('tokensPerSecond')).toBe('Tokens per second');
  expect(measureTitle('klDivergence')).toBe('Kl divergence');
  expect(measureTitle('reward')).toBe('Reward');
});
