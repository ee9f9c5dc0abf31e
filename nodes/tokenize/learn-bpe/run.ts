import type { Run } from '@/graph';
import type { learnBpe } from './node';

export const run: Run<typeof learnBpe> = async ({ text }, { vocabularySize, minFrequency }, { breathe, progress }) => {
  return { tokenizer: {} };
};
