import { gather, getBackend, getKernel, matMul, reshape, type Tensor, type Tensor2D, unsortedSegmentSum } from '../tf';
import { codedOf } from './coded';
import { rowsInt8 } from './linear-int8';
import { oneHotRows } from './one-hot';
import { savedAt, withGradient } from './with-gradient';

/** Rows of a table by their numbers: `table [V, C]`, `ids [...]` int32, gives `[..., C]`. */
export function embedding(table: Tensor, ids: Tensor): Tensor {
  const coded = codedOf(table);
  if (coded) return reshape(rowsInt8(coded, reshape(ids, [-1])), [...ids.shape, coded.inputs]);
  const [vocabulary = 0, width = 0] = table.shape;
  return withGradient(
    [table],
    (save) => {
      const indices = reshape(ids, [-1]);
      save([indices]);
      return {
        value: reshape(gather(table, indices), [...ids.shape, width]),
        gradient: (dy, saved) => [addRows(reshape(dy, [-1, width]), savedAt(saved, 0), vocabulary)],
      };
    },
    () => reshape(gather(table, reshape(ids, [-1])), [...ids.shape, width]),
  );
}

/** The gradient of the table: each row is the sum of the gradients of the places that used it. */
function addRows(rows: Tensor2D, indices: Tensor, vocabulary: number): Tensor {
  if (getKernel('UnsortedSegmentSum', getBackend())) {
    return unsortedSegmentSum(rows, reshape(indices, [-1]), vocabulary);
  }
  return matMul(oneHotRows(indices, vocabulary), rows, true, false);
}
