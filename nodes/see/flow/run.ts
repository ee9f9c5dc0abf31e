import { type Examples, examplesView, GenloomError, madeView, type Run } from '@/graph';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { dequantise } from '@/ml/flows/likelihood';
import { decodeExamples, encodeExamples } from '@/ml/generators/flow';
import { createRandom } from '@/ml/random';
import { withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { LEVELS } from '../../common/unit';
import { NO_FLOW, type seeFlow } from './node';

/** Points of the whole grid that are shown at most; a view shows no more. */
const POINTS = 1_500;

export const run: Run<typeof seeFlow> = async ({ model, examples }, { lines, reach }, { preview, breathe, seed }) => {
  const described = model.networks.flow;
  if (model.family !== 'flow' || !described) throw new GenloomError(NO_FLOW);
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
    const images = model.shape.length === 3;
    const scaled = images
      ? { ...examples, data: dequantise(examples.data, LEVELS, createRandom(seed)) }
      : applyScaling(examples, model.scaling);
    const found = await encodeExamples({ network, weights }, scaled, breathe);
    const { modes: _elsewhere, ...about } = examples;
    const codes: Examples = { ...about, data: found };

    // Told the class, a flow bends the grid differently for each; one is shown.
    const shown = images ? (examples.labels?.[0] ?? 0) : 0;
    const straight = images ? between(cornersOf(codes, told), lines) : gridOf(model.shape[0] ?? 0, lines, reach);
    const latents = told ? { ...straight, labels: new Int32Array(straight.count).fill(shown) } : straight;
    const bent = await decodeExamples({ network, weights }, latents, breathe);
    const grid: Examples = undoScaling({ ...straight, data: bent }, model.scaling);
    const view = madeView(grid, examples, images ? lines : undefined);
    const what = images
      ? `${lines} × ${lines} images between four of the examples`
      : `a grid of ${lines} × ${lines} lines, ± ${reach} deviations`;
    const caption = told ? `${what}, for ${model.classes[shown]}` : what;
    preview(view ? { ...view, caption } : examplesView(grid, caption), 'grid', 'stays');

    // Three deviations each way are black and white.
    const seen = images ? { ...codes, data: found.map((value) => 0.5 + value / 6) } : codes;
    preview(examplesView(seen, `${codes.count.toLocaleString('en')} examples in the latent space`), 'codes', 'stays');
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

/** The codes of the first four examples, of one class where the flow is told it; of fewer, some come twice. */
function cornersOf(codes: Examples, told: boolean): Arrays {
  const all = Array.from({ length: codes.count }, (_, row) => row);
  const alike = told ? all.filter((row) => codes.labels?.[row] === codes.labels?.[0]) : all;
  return takeArrays(
    codes,
    [0, 1, 2, 3].map((corner) => alike[corner % alike.length] ?? 0),
  );
}

/**
 * Places between four codes, a square of `side` × `side`, row by row. What lies between two draws of a normal distribution is too near its middle to be one:
 * the weights' squares add up to 1, so that it is (White 2016, of what spherical interpolation is for).
 */
function between({ shape, data }: Arrays, side: number): Arrays {
  const size = data.length / 4;
  const places = new Float32Array(side * side * size);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const [down, right] = [row / (side - 1), column / (side - 1)];
      const weights = [(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right];
      const length = Math.hypot(...weights);
      const at = (row * side + column) * size;
      for (let index = 0; index < size; index++)
        for (const [corner, weight] of weights.entries())
          places[at + index] = (places[at + index] ?? 0) + (weight / length) * (data[corner * size + index] ?? 0);
    }
  return { shape, count: side * side, data: places };
}
