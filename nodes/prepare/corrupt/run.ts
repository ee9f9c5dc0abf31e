import { type Examples, GenloomError, type Run } from '@/graph';
import { type CorruptionSeverity, corruptImages as corrupt } from '@/ml/data/images';
import { sideBySide } from '../../common/side-by-side';
import { NO_IMAGES } from './fields';
import type { corruptImages } from './node';

export const run: Run<typeof corruptImages> = async ({ examples: given }, { damage, severity }, context) => {
  if (given.shape.length !== 3) throw new GenloomError(NO_IMAGES);
  const { breathe, seed } = context;
  const { data } = await corrupt(given, { corruption: damage, severity: severityOf(severity), seed, breathe });
  // Centres of a mixture are not where they were.
  const { modes: _modes, ...rest } = given;
  const examples: Examples = { ...rest, data };
  const pairs = Array.from({ length: given.count }, (_, index) => ({
    image: index,
    other: index,
    words: ['before', 'after'] as const,
  }));
  const view = sideBySide(given, examples, pairs, 'Images, each before and after');
  if (view) context.preview(view, 'examples');
  return { examples };
};

const severityOf = (step: number): CorruptionSeverity => ([1, 2, 3, 4, 5] as const)[step - 1] ?? 5;
