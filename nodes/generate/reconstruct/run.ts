import { type Examples, examplesView, type Generator, GenloomError, type Run } from '@/graph';
import { type Arrays, sliceArrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { readFrom } from '@/ml/generators/in-parts';
import { reconstructByCodes } from '@/ml/generators/vq-vae';
import { joined } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { copiesView } from '../../common/copies-view';
import { stepInParts } from '../../common/in-parts';
import { encodedBy, openLatent, requireEncodable } from '../../common/latent-model';
import { noEncoder, WITH_ANY_ENCODER } from '../../common/latent-wiring';
import { roleOf, rolesOf } from '../../common/network';
import { measureCopies } from './measure';
import type { reconstruct } from './node';

/** Examples that go through the networks together. */
const TOGETHER = 250;

export const run: Run<typeof reconstruct> = async ({ model, examples: all }, { count: wanted }, context) => {
  const given: Examples = { ...all, ...sliceArrays(all, 0, wanted) };
  const { shape, count, labels, classes, captions } = given;
  if (!model.networks.encoder) throw new GenloomError(noEncoder(WITH_ANY_ENCODER));
  requireEncodable(model, given);
  const copier = openCopier(model);
  try {
    const data = await stepInParts(given, TOGETHER, copier.copy, context);
    const copies: Examples = {
      ...undoScaling({ shape, count, data }, model.scaling),
      ...(labels && { labels }),
      ...(classes && { classes }),
      ...(captions && { captions }),
    };
    const values = await measureCopies(given, copies, context.breathe);
    const [error, noise] = values;
    const best = noise ?? error;
    const of = shape.length === 3 ? ', under what they are copies of' : '';
    const caption = `${count.toLocaleString('en')} copies${of} · ${best.name} ${Number(best.value.toPrecision(3))}${best.unit ? ` ${best.unit}` : ''}`;
    const picture = copiesView(given, copies);
    context.preview(picture ? { ...picture, caption } : examplesView(copies, caption), 'examples', 'stays');
    return { examples: copies, metrics: { values, curves: [], notes: [] } };
  } finally {
    copier.dispose();
  }
};

interface Copier {
  /** Copies of examples, scaled as training saw them. */
  copy(part: Arrays): Promise<Float32Array>;
  dispose(): void;
}

/** A model with an encoder, to copy by. The caller disposes of it. @throws GenloomError for a model that lacks something */
function openCopier(model: Generator): Copier {
  if (model.family === 'vq-vae') return openCodes(model);
  const open = openLatent(model);
  return {
    copy: async (part) => open.decode((await encodedBy(open, model.scaling, part)).mean, part.labels),
    dispose: open.dispose,
  };
}

function openCodes({ networks, weights: stored, scaling }: Generator): Copier {
  const own = rolesOf(networks);
  const roles = { encoder: roleOf(own, 'encoder'), decoder: roleOf(own, 'decoder'), prior: roleOf(own, 'prior') };
  const weights = uploadWeights(joined(Object.values(own)), stored);
  const copy = readFrom((x) => reconstructByCodes(x, { roles, weights }));
  return { copy: (part) => copy(applyScaling(part, scaling)), dispose: () => disposeAll(weights) };
}
