import { type Examples, examplesView, GenloomError, madeView, type Run } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { decodeExamples, encodeExamples } from '@/ml/generators/flow';
import { withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import type { seeFlow } from './node';

/** Points of the whole grid that are shown at most; a view shows no more. */
const POINTS = 1_500;

export const run: Run<typeof seeFlow> = async ({ model, examples }, { lines, reach }, { preview, breathe }) => {
  const described = model.networks.flow;
  if (model.family !== 'flow' || !described)
    throw new GenloomError({
      code: 'see.no-flow',
      title: 'This model is no flow.',
      detail: 'Only a flow can be undone, and so has a place in its latent space for every example.',
      fix: 'Connect a model that “Train flow” made.',
    });
  if (examples.shape.join() !== model.shape.join())
    throw new GenloomError({
      code: 'see.other-shape',
      title: `The flow knows examples of the shape [${model.shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
      fix: 'Connect the examples that the flow was trained on, or others like them.',
    });
  const network = withRole(concreteNetwork(described), 'flow');
  const told = (network.examples?.classes ?? 0) > 0;
  if (told && !examples.labels)
    throw new GenloomError({
      code: 'see.no-labels',
      title: 'The flow is told the class, and these examples have none.',
      fix: 'Connect examples with labels.',
    });
  const weights = uploadWeights(network, model.weights);
  try {
    const straight = gridOf(model.shape[0] ?? 0, lines, reach);
    // Told the class, a flow bends the grid differently for each; the first is shown.
    const latents = told ? { ...straight, labels: new Int32Array(straight.count) } : straight;
    const bent = await decodeExamples({ network, weights }, latents, breathe);
    const grid: Examples = undoScaling({ ...straight, data: bent }, model.scaling);
    const view = madeView(grid, examples);
    const caption = `a grid of ${lines} × ${lines} lines, ± ${reach} deviations${told ? `, for ${model.classes[0]}` : ''}`;
    preview(view ? { ...view, caption } : examplesView(grid, caption), 'grid', 'stays');

    const found = await encodeExamples({ network, weights }, applyScaling(examples, model.scaling), breathe);
    const { modes: _elsewhere, ...about } = examples;
    const codes: Examples = { ...about, data: found };
    preview(examplesView(codes, `${codes.count.toLocaleString('en')} examples in the latent space`), 'codes', 'stays');
    return { grid, codes };
  } finally {
    disposeAll(weights);
  }
};

/** Points along straight lines, each way as many, over the first two numbers of the latent space; the others are 0. */
function gridOf(size: number, lines: number, reach: number): Arrays {
  const along = Math.floor(POINTS / (2 * lines));
  const at = (index: number, of: number) => reach * ((2 * index) / (of - 1) - 1);
  const data = new Float32Array(2 * lines * along * size);
  let row = 0;
  for (const axis of [0, 1])
    for (let line = 0; line < lines; line++)
      for (let point = 0; point < along; point++) {
        data[row * size + axis] = at(line, lines);
        data[row * size + (1 - axis)] = at(point, along);
        row += 1;
      }
  return { shape: [size], count: row, data };
}
