import type { Classifier, Network, Weight } from '@/graph';
import { publishedTensors } from '@/ml/foundation/families';
import { concreteNetwork } from '../network';
import { networkOfImageEncoder } from './image-architecture';
import { type ImageEncoder, imageEncoderOf, imageScalingOf } from './image-config';
import { configOf } from './load';
import { otherwiseLoaded } from './refuse';
import { type ByteSource, modelFolder, textOf } from './sources';
import { jsonOf, storedTensors } from './tensors';
import { type LoadHooks, readWeights } from './weights';

const LARGEST_PREPROCESSOR = 2 ** 20;

/** A published encoder of images: its network, which ends in the classes that it tells apart or else in vectors, and its weights. */
export interface LoadedImages {
  readonly encoder: ImageEncoder;
  readonly network: Network;
  readonly weights: Readonly<Record<string, Weight>>;
}

/** A vision transformer out of its files, on our own blocks. @throws GenloomError `foundation.*` for what is missing, damaged or not supported */
export async function loadImageEncoder(
  folder: ReadonlyMap<string, ByteSource>,
  hooks: LoadHooks,
): Promise<LoadedImages> {
  const encoder = imageEncoderOf(await configOf(folder));
  const network = networkOfImageEncoder(encoder);
  const wanted = publishedTensors('vit', concreteNetwork(network));
  return {
    encoder,
    network,
    weights: await readWeights(await storedTensors(folder), wanted, encoder.architecture, hooks),
  };
}

/** The same as a classifier. @throws GenloomError as `loadImageEncoder` does, and `foundation.no-head` for one that tells no classes apart */
export async function loadClassifier(sources: readonly ByteSource[], hooks: LoadHooks): Promise<Classifier> {
  const folder = modelFolder(sources);
  const { encoder, network, weights } = await loadImageEncoder(folder, hooks);
  const { classes, image } = encoder;
  if (!classes) throw otherwiseLoaded(encoder.architecture);
  const file = folder.get('preprocessor_config.json');
  if (!file)
    hooks.log('warning', 'There is no preprocessor_config.json: pixels are taken to have been scaled to −1 … 1.');
  const said = file ? jsonOf(file.name, await textOf(file, LARGEST_PREPROCESSOR)) : {};
  return {
    networks: { classifier: network },
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [`classifier/${name}`, weight])),
    shape: [image.height, image.width, image.channels],
    classes,
    scaling: imageScalingOf(said, image.channels),
    trainedSteps: 0,
    accuracy: null,
  };
}
