import type { Run } from '@/graph';
import { countParameters } from '@/ml/network';
import { givenSources, readingHooks } from '../../common/foundation/given';
import { loadClassifier } from '../../common/foundation/load-images';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import type { loadImageClassifier } from './node';

export const run: Run<typeof loadImageClassifier> = async (_inputs, { files }, context) => {
  const sources = await givenSources(files, context, 'config.json, preprocessor_config.json and model.safetensors');
  const classifier = await loadClassifier(sources, readingHooks(context)).catch((thrown: unknown) => {
    throw friendly(thrown);
  });
  const parameters = countParameters(concreteNetwork(classifier.networks.classifier));
  const [height, width] = classifier.shape;
  context.log(
    'info',
    `${parameters.toLocaleString('en')} parameters; it tells ${classifier.classes.length.toLocaleString('en')} classes apart in images of ${height} × ${width}.`,
  );
  return { classifier };
};
