import type { Run } from '@/graph';
import { splitItems } from '@/ml/data/split';
import { takeExamples } from '../../common/examples';
import type { splitExamples } from './node';

export const run: Run<typeof splitExamples> = ({ examples }, { validation: share, byClass }, { seed }) => {
  const { kept, aside } = splitItems(examples, { share, seed, byClass });
  return { training: takeExamples(examples, kept), validation: takeExamples(examples, aside) };
};
