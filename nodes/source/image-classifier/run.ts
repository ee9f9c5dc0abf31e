import { GenloomError, type Run } from '@/graph';
import { countParameters } from '@/ml/network';
import { splitLines } from '@/ml/text';
import { namedIn } from '../../common/foundation/encoder-config';
import { givenSources, readingHooks } from '../../common/foundation/given';
import { configOf } from '../../common/foundation/load';
import { loadClassifier } from '../../common/foundation/load-images';
import { modelFolder } from '../../common/foundation/sources';
import { zeroShotClassifier } from '../../common/foundation/zero-shot';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import type { loadImageClassifier } from './node';

export const run: Run<typeof loadImageClassifier> = async (_inputs, { files, classes, sentence }, context) => {
  const sources = await givenSources(files, context, 'config.json, preprocessor_config.json and model.safetensors');
  const hooks = readingHooks(context);
  const load = async () => {
    if (namedIn(await configOf(modelFolder(sources))).architecture !== 'CLIPModel')
      return loadClassifier(sources, hooks);
    return zeroShotClassifier(sources, { classes: namesIn(classes), sentence }, hooks);
  };
  const classifier = await load().catch((thrown: unknown) => {
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

/** Classes that are told apart, at most. */
const MOST_CLASSES = 1_000;

/** @throws GenloomError where there are too few, too many, or two of one name */
function namesIn(text: string): string[] {
  const names = splitLines(text);
  if (names.length < 2 || names.length > MOST_CLASSES || new Set(names).size < names.length)
    throw new GenloomError({
      code: 'foundation.classes',
      title:
        names.length < 2
          ? 'This is a CLIP, which tells classes apart that you name, and there are not two of them yet.'
          : 'The classes in words are more than a thousand, or two of them are the same.',
      fix: 'Write under “Classes in words” what an image may show, one a line.',
    });
  return names;
}
