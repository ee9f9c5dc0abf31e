import { type Classifier, type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { ownParameters } from '@/ml/network';
import { judgeExamples } from '../../common/classifier';
import { tellingOf } from '../../common/in-parts';
import { refuseTooMany } from '../../common/memory';
import { concreteNetwork } from '../../common/network';
import type { featuresOf } from './node';

export const run: Run<typeof featuresOf> = async ({ classifier, examples }, _params, context) => {
  const directions = classVectors(classifier);
  refuseTooMany(examples.count, directions.shape);
  const { modes: _elsewhere, scaling: _ofExamples, ...about } = examples;
  const { features } = await judgeExamples(classifier, examples, tellingOf(examples.count, context));
  const vectors: Examples = { ...about, ...features };
  const caption = `${vectors.count.toLocaleString('en')} vectors of ${vectors.shape.join(' × ')} numbers`;
  context.preview(examplesView(vectors, caption), 'vectors', 'stays');
  return { vectors, classes: directions };
};

/** Where each class lies: its column of the last layer, of length 1. Of a CLIP that is the vector of the class's sentence. */
function classVectors({ networks, weights, classes }: Classifier): Examples {
  const network = concreteNetwork(networks.classifier);
  const last = ownParameters(network).findLast(
    ({ operation, spec }) => operation.id === network.output && spec.shape.length === 2,
  );
  const weight = last && weights[`classifier/${last.key}`];
  const [width = 0, columns = 0] = weight?.shape ?? [];
  if (!weight || columns !== classes.length)
    throw new GenloomError({
      code: 'features.no-last-layer',
      title: 'This classifier does not end in a layer with a column for each class.',
      fix: 'Connect one of “Train classifier” or “Load image classifier”.',
    });
  const data = new Float32Array(columns * width);
  for (let column = 0; column < columns; column++) {
    const own = data.subarray(column * width, (column + 1) * width);
    for (let row = 0; row < width; row++) own[row] = weight.data[row * columns + column] ?? 0;
    const length = Math.hypot(...own) || 1;
    for (let row = 0; row < width; row++) own[row] = (own[row] ?? 0) / length;
  }
  return {
    shape: [width],
    count: columns,
    data,
    labels: Int32Array.from(classes, (_, place) => place),
    classes,
  };
}
