import { addOperation, type Classifier, GenloomError, type Network } from '@/graph';
import { runNetwork } from '@/ml/forward';
import { ownParameters } from '@/ml/network';
import { tensor2d } from '@/ml/tf';
import { compileTokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { describeExampleHead, describeNorm } from '../../network/parameters';
import { aroundIdsOf } from '../codec';
import { concreteNetwork } from '../network';
import { imageScalingOf } from './image-config';
import { type LoadedClip, loadClip } from './load-clip';
import { type ByteSource, modelFolder, textOf } from './sources';
import { jsonOf } from './tensors';
import type { LoadHooks } from './weights';

/** What an image may show, in words, and the sentence that a word is put into, with `{}` in its place. */
export interface ZeroShot {
  readonly classes: readonly string[];
  readonly sentence: string;
}

/** As CLIP’s processor has it where its file is not there. */
const USUAL = { image_mean: [0.48145466, 0.4578275, 0.40821073], image_std: [0.26862954, 0.26130258, 0.27577711] };
const LARGEST_PREPROCESSOR = 2 ** 20;

/**
 * A classifier of whatever can be said, out of a published CLIP (Radford et al. 2021, section 3.1.2): each class is put into a sentence, the text tower makes a
 * vector of it, and these vectors, of length 1 and times the scale of the logits, are the last layer behind the image tower and its vector of length 1. That
 * norm is an RMS norm with weights 1/√width.
 * @throws GenloomError `foundation.*` as `loadClip` does, `foundation.sentence-too-long`
 */
export async function zeroShotClassifier(
  sources: readonly ByteSource[],
  { classes, sentence }: ZeroShot,
  hooks: LoadHooks,
): Promise<Classifier> {
  const clip = await loadClip(sources, hooks);
  const file = modelFolder(sources).get('preprocessor_config.json');
  const said = file ? jsonOf(file.name, await textOf(file, LARGEST_PREPROCESSOR)) : USUAL;
  const { network: images, weights } = clip.images;
  const { image, joint } = clip;
  const network = withClasses(images, joint, classes.length);
  const [norm, head] = ownParameters(concreteNetwork(network)).slice(-2);
  if (!norm || !head) throw new TypeError('A network ends in what was put there.');
  const vectors = await sentenceVectors(
    clip,
    classes.map((name) => sentence.replaceAll('{}', name)),
    hooks,
  );
  const data = new Float32Array(joint * classes.length);
  for (const [column, vector] of vectors.entries())
    for (let row = 0; row < joint; row++) data[row * classes.length + column] = vector[row] ?? 0;
  const all = {
    ...weights,
    [norm.key]: { shape: [joint], data: new Float32Array(joint).fill(1 / Math.sqrt(joint)) },
    [head.key]: { shape: [joint, classes.length], data },
  };
  return {
    networks: { classifier: network },
    weights: Object.fromEntries(Object.entries(all).map(([name, weight]) => [`classifier/${name}`, weight])),
    shape: [image.height, image.width, image.channels],
    classes,
    scaling: imageScalingOf(said, image.channels),
    trainedSteps: 0,
    accuracy: null,
  };
}

/** The image tower, its vector brought to length 1, and a score for each class. */
function withClasses(images: Network, joint: number, classes: number): Network {
  const unit = addOperation(images, {
    layer: 'norm',
    params: { kind: 'rms-norm', width: joint, bias: false, epsilon: 1e-12 },
    shape: images.shape,
    ...describeNorm('rms-norm', joint, false),
  });
  return addOperation(unit, {
    layer: 'example-head',
    params: { inputs: joint, shape: [classes], scale: 1, bias: false, gives: 'classes' },
    shape: ['B', classes],
    ...describeExampleHead(joint, [classes], 0, false),
  });
}

/** Of each sentence its vector, of length `exp(logitScale)`. */
async function sentenceVectors(
  { text, tokenizer, logitScale }: LoadedClip,
  sentences: readonly string[],
  { breathe }: Pick<LoadHooks, 'breathe'>,
): Promise<Float32Array[]> {
  const json = parseTokenizerJson(tokenizer);
  const { encode } = compileTokenizer(json);
  const { begin, end } = aroundIdsOf(json.post_processor);
  const network = concreteNetwork(text.network);
  const weights = uploadWeights(network, text.weights);
  try {
    const vectors: Float32Array[] = [];
    for (const sentence of sentences) {
      const ids = [...begin, ...encode(sentence), ...end];
      if (ids.length > (network.context ?? Number.POSITIVE_INFINITY))
        throw tooLong(sentence, ids.length, network.context ?? 0);
      const input = tensor2d([ids], undefined, 'int32');
      const made = runNetwork(network, weights, { input });
      const vector = Float32Array.from(await made.data());
      for (const one of [input, made]) one.dispose();
      const length = Math.hypot(...vector);
      vectors.push(vector.map((one) => (one * Math.exp(logitScale)) / length));
      await breathe();
    }
    return vectors;
  } finally {
    disposeAll(weights);
  }
}

const tooLong = (sentence: string, tokens: number, most: number) =>
  new GenloomError({
    code: 'foundation.sentence-too-long',
    title: `“${sentence.slice(0, 80)}” has ${tokens} tokens, and this model reads at most ${most}.`,
    fix: 'Say it in fewer words.',
  });
