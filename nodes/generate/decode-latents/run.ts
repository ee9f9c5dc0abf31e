import { type Examples, examplesView, type Run } from '@/graph';
import { undoScaling } from '@/ml/data/points';
import { requireKnownShape } from '../../common/examples';
import { stepInParts } from '../../common/in-parts';
import { openLatent, requireLabelsFor } from '../../common/latent-model';
import { refuseTooMany } from '../../common/memory';
import type { decodeLatents } from './node';

/** Images have many numbers, and every layer many more. */
const TOGETHER = 200;

export const run: Run<typeof decodeLatents> = async ({ model, codes }, _params, context) => {
  const { modes: _elsewhere, scaling: _ofCodes, ...about } = codes;
  refuseTooMany(codes.count, model.shape);
  const open = openLatent(model);
  try {
    requireKnownShape(codes, open.shape, 'Connect codes by the same VAE, or by a model that learned from those.');
    requireLabelsFor(open, codes);
    const data = await stepInParts(codes, TOGETHER, (part) => open.decode(part.data, part.labels), context);
    const examples: Examples = undoScaling({ ...about, shape: model.shape, data }, model.scaling);
    const said = `${codes.count.toLocaleString('en')} decoded`;
    context.preview(examplesView(examples, said, alikeInTurn(codes)), 'examples', 'stays');
    return { examples };
  } finally {
    open.dispose();
  }
};

/** As many of a kind stand in a row, at most. */
const MOST_COLUMNS = 12;

/** How many of the same caption, or else class, stand next to each other, where that is as many throughout: those were asked for together, and a row shows them. */
function alikeInTurn({ captions, labels, count }: Examples): number | undefined {
  const kinds: ArrayLike<string | number> = captions ?? labels ?? [];
  const alike = Array.from(kinds).findIndex((kind) => kind !== kinds[0]);
  const isRows = Array.from(kinds).every((kind, index) => kind === kinds[index - (index % alike)]);
  return alike > 1 && alike <= MOST_COLUMNS && count % alike === 0 && isRows ? alike : undefined;
}
