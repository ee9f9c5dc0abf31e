import { type Examples, examplesView, type Run } from '@/graph';
import { requireKnownShape } from '../../common/examples';
import { stepInParts } from '../../common/in-parts';
import { encodedBy, openLatent } from '../../generate/latent-model';
import type { encodeLatents } from './node';

/** Images have many numbers, and every layer many more. */
const TOGETHER = 200;

export const run: Run<typeof encodeLatents> = async ({ model, examples }, _params, context) => {
  requireKnownShape(examples, model.shape, 'Connect what the same VAE was trained on.');
  const { modes: _elsewhere, scaling: _ofExamples, ...about } = examples;
  const open = openLatent(model);
  try {
    const data = await stepInParts(
      examples,
      TOGETHER,
      async (part) => (await encodedBy(open, model.scaling, part)).mean,
      context,
    );
    const codes: Examples = { ...about, shape: open.shape, data };
    const caption = `${examples.count.toLocaleString('en')} codes of ${open.shape.join(' × ')} numbers`;
    context.preview(examplesView(codes, caption), 'codes', 'stays');
    return { codes };
  } finally {
    open.dispose();
  }
};
