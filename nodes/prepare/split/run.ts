import type { Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { splitInOrder, splitShuffled } from '@/ml/text';
import { documentsOf, documentsView } from '../../common/documents';
import type { split } from './node';

export const run: Run<typeof split> = ({ text }, { validation: share, order }, { seed, preview }) => {
  const documents = documentsOf(text);
  const { training, validation } =
    order === 'in-order' ? splitInOrder(documents, share) : splitShuffled(documents, share, createRandom(seed));
  preview(documentsView(training), 'training');
  preview(documentsView(validation), 'validation');
  return { training: { items: training }, validation: { items: validation } };
};
