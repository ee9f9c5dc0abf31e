import { type Run, searchIndexView } from '@/graph';
import { friendly } from '../../common/friendly';
import { buildIndex, latentVectors } from '../../common/retrieval/build';
import { modelVectors } from '../../common/retrieval/by-model';
import type { indexPassages } from './node';

export const run: Run<typeof indexPassages> = async ({ passages, model }, { stems, width }, context) => {
  const vectorise = model ? modelVectors(model, context) : latentVectors(width, context);
  try {
    const index = await buildIndex(passages.passages, stems, vectorise, context);
    context.preview(searchIndexView(index), 'index');
    return { index };
  } catch (thrown) {
    throw friendly(thrown);
  }
};
