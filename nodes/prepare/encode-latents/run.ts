import { type Examples, examplesView, type Run } from '@/graph';
import { inFrames } from '../../common/frames';
import { tellingOf } from '../../common/in-parts';
import { encodeExamples } from '../../common/latent-model';
import type { encodeLatents } from './node';

export const run: Run<typeof encodeLatents> = async ({ model, examples }, _params, context) => {
  const { modes: _elsewhere, scaling: _ofExamples, ...about } = examples;
  const made = await encodeExamples(model, examples, tellingOf(inFrames(examples, model.shape).count, context));
  const codes: Examples = { ...about, ...made };
  const caption = `${codes.count.toLocaleString('en')} codes of ${codes.shape.join(' × ')} numbers`;
  context.preview(examplesView(codes, caption), 'codes', 'stays');
  return { codes };
};
