import { type Examples, examplesView, type Run } from '@/graph';
import { undoScaling } from '@/ml/data/points';
import { alikeInTurn } from '../../common/alike-in-turn';
import { requireKnownShape } from '../../common/examples';
import { framesLike, inFrames } from '../../common/frames';
import { stepInParts } from '../../common/in-parts';
import { openLatent, requireLabelsFor } from '../../common/latent-model';
import { refuseTooMany } from '../../common/memory';
import type { decodeLatents } from './node';

/** Images have many numbers, and every layer many more. */
const TOGETHER = 200;

export const run: Run<typeof decodeLatents> = async ({ model, codes }, _params, context) => {
  const { modes: _elsewhere, scaling: _ofCodes, ...about } = codes;
  const open = openLatent(model);
  try {
    const each = inFrames(codes, open.shape);
    refuseTooMany(each.count, model.shape);
    requireKnownShape(each, open.shape, 'Connect codes by the same VAE, or by a model that learned from those.');
    requireLabelsFor(open, codes);
    const made = await stepInParts(each, TOGETHER, (part) => open.decode(part.data, part.labels), context);
    const { data } = undoScaling({ shape: model.shape, count: each.count, data: made }, model.scaling);
    const examples: Examples = { ...about, shape: framesLike(codes.shape, open.shape, model.shape), data };
    const said = `${codes.count.toLocaleString('en')} decoded`;
    context.preview(examplesView(examples, said, alikeInTurn(codes)), 'examples', 'stays');
    return { examples };
  } finally {
    open.dispose();
  }
};
