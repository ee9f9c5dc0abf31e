import { type Examples, examplesView, type Run } from '@/graph';
import { undoScaling } from '@/ml/data/points';
import { alikeInTurn } from '../../common/alike-in-turn';
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
