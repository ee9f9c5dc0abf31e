import { type Examples, examplesView, GenloomError, madeView, type Run } from '@/graph';
import { sliceArrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { readOnce } from '@/ml/functions/read';
import { isRead, reconstruct as throughVae } from '@/ml/generators/vae';
import { reconstructByCodes } from '@/ml/generators/vq-vae';
import { joined } from '@/ml/roles';
import { type Tensor, tensor, tidy } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { stepInParts } from '../../common/in-parts';
import { rolesOf } from '../../common/network';
import { damaged, roleOf } from '../examples/families';
import type { reconstruct } from './node';

/** Examples that go through the networks together. */
const TOGETHER = 250;
/** Images that are shown in a row, above their copies, and rows of them. */
const [ACROSS, ROWS] = [12, 2];

export const run: Run<typeof reconstruct> = async ({ model, examples: given }, { count: wanted }, context) => {
  const { family, settings, scaling } = model;
  if (family !== 'vae' && family !== 'vq-vae')
    throw new GenloomError({
      code: 'reconstruct.no-encoder',
      title: 'This model has no encoder, so it cannot copy examples.',
      fix: 'Connect a model that “Train VAE” or “Train VQ-VAE” made.',
    });
  const roles = rolesOf(model.networks);
  const [encoder, decoder] = [roleOf(roles, 'encoder'), roleOf(roles, 'decoder')];
  if ((encoder.examples?.classes || decoder.examples?.classes) && !given.labels)
    throw new GenloomError({
      code: 'reconstruct.no-labels',
      title: 'The model is told the class, and these examples have none.',
      fix: 'Connect examples with labels.',
    });
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  const copyOf = (x: Tensor, labels?: Int32Array): Tensor => {
    const { likelihood } = settings;
    if (family === 'vae' && isRead(likelihood)) return throughVae(x, { encoder, decoder, weights, likelihood }, labels);
    if (family !== 'vq-vae') throw damaged();
    return reconstructByCodes(x, { roles: { encoder, decoder, prior: roleOf(roles, 'prior') }, weights });
  };
  const some = sliceArrays(given, 0, wanted);
  let data: Float32Array;
  try {
    data = await stepInParts(
      applyScaling(some, scaling),
      TOGETHER,
      (part) => readOnce(tidy(() => copyOf(tensor(part.data, [part.count, ...part.shape]), part.labels))),
      context,
    );
  } finally {
    disposeAll(weights);
  }
  const { shape, count, labels, classes } = some;
  const copies: Examples = undoScaling(
    { shape, count, data, ...(labels && { labels }), ...(classes && { classes }) },
    scaling,
  );
  const caption = `${count.toLocaleString('en')} copies${model.shape.length === 3 ? ', under what they are copies of' : ''}`;
  const over = model.shape.length === 3 ? null : madeView(copies, given);
  const view = over ? { ...over, caption } : examplesView(side(given, copies), caption, Math.min(ACROSS, count));
  context.preview(view, 'examples', 'stays');
  return { examples: copies };
};

/** Images in rows, each row followed by one of their copies. */
function side(given: Examples, copies: Examples): Examples {
  const across = Math.min(ACROSS, copies.count);
  const rows = Math.min(ROWS, Math.floor(copies.count / across));
  const size = across * copies.shape.reduce((product, length) => product * length, 1);
  const data = new Float32Array(2 * rows * size);
  for (let row = 0; row < rows; row++) {
    const line = (of: Examples) => of.data.subarray(row * size, (row + 1) * size);
    data.set(line(given), 2 * row * size);
    data.set(line(copies), (2 * row + 1) * size);
  }
  return { shape: copies.shape, count: 2 * rows * across, data };
}
