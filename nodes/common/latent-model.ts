import { type Examples, type Generator, GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling, type Scaling } from '@/ml/data/points';
import { readOnce } from '@/ml/functions/read';
import { noiseShapeOf } from '@/ml/generators/from-noise';
import { inParts } from '@/ml/generators/in-parts';
import { decodeLatents, encodeLatents, isRead } from '@/ml/generators/vae';
import { sizeOf } from '@/ml/network';
import { joined } from '@/ml/roles';
import { tensor, tidy } from '@/ml/tf';
import { klToStandardNormal } from '@/ml/vae/gaussian';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { requireKnownShape } from './examples';
import { framesLike, inFrames } from './frames';
import { LIKE_TRAINED, NO_PLACES, noEncoder, WITH_ENCODER } from './latent-wiring';
import { damaged, roleOf, rolesOf } from './network';

/** A model that makes examples from the places of a latent space, with its weights on the backend. */
export interface LatentModel {
  /** Of a place. */
  readonly shape: readonly number[];
  /** Numbers of a place. */
  readonly width: number;
  /** Classes that it is told of; 0 where it is not. */
  readonly classes: number;
  /** Examples at these places, scaled as training saw them. */
  decode(places: Float32Array, labels: Int32Array | undefined): Promise<Float32Array>;
  /** Where examples lie, scaled as training saw them, and how many nats each number of the place says of them, which of an autoencoder means nothing. Absent where there is no encoder. */
  readonly encode?: (items: Arrays) => Promise<{ readonly mean: Float32Array; readonly kl: Float32Array }>;
  dispose(): void;
}

/** Opens a VAE, an autoencoder or a GAN. The caller disposes of it. @throws GenloomError `latent.none` for another family */
export function openLatent(model: Generator): LatentModel {
  const { family } = model;
  if (family !== 'vae' && family !== 'autoencoder' && family !== 'gan') throw new GenloomError(NO_PLACES);
  const roles = rolesOf(model.networks);
  const decoder = roleOf(roles, family === 'gan' ? 'generator' : 'decoder');
  const encoder = family === 'gan' ? null : roleOf(roles, 'encoder');
  // What a generator gives is read as it is.
  const likelihood = family === 'gan' ? 'gaussian' : model.settings.likelihood;
  if (!isRead(likelihood)) throw damaged();
  const shape = noiseShapeOf(decoder);
  const width = sizeOf(shape);
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  return {
    shape,
    width,
    classes: Math.max(decoder.examples?.classes ?? 0, encoder?.examples?.classes ?? 0),
    async decode(places, labels) {
      const made = tidy(() =>
        decodeLatents(tensor(places, [places.length / width, ...shape]), { decoder, weights, likelihood }, labels),
      );
      return readOnce(made);
    },
    ...(encoder && {
      async encode({ data, count, shape: own, labels }: Arrays) {
        const found = tidy(() => {
          const code = encodeLatents(tensor(data, [count, ...own]), { encoder, decoder, weights }, labels);
          return { mean: code.mean, kl: klToStandardNormal(code.mean, code.logVariance) };
        });
        const [mean, kl] = await Promise.all([readOnce(found.mean), readOnce(found.kl)]);
        return { mean, kl };
      },
    }),
    dispose: () => disposeAll(weights),
  };
}

/** Where examples lie, as people see them; `fix` says what helps where the model has no encoder. @throws GenloomError `latent.no-encoder`, `latent.no-labels` */
export async function encodedBy(open: LatentModel, scaling: Scaling, given: Arrays, fix = WITH_ENCODER) {
  if (!open.encode) throw new GenloomError(noEncoder(fix));
  requireLabelsFor(open, given);
  return open.encode(applyScaling(given, scaling));
}

/** Refuses a class that the model is not told of. @throws GenloomError `generate.no-such-class` */
export function requireClass(classes: number, only: number, fix = 'Choose another class.'): void {
  if (classes > 0 && only >= classes)
    throw new GenloomError({
      code: 'generate.no-such-class',
      title: `The model has the classes 0 to ${classes - 1}, and class ${only} was asked for.`,
      fix,
    });
}

/** Refuses examples without labels where a network of the model is told the class. @throws GenloomError `latent.no-labels` */
export function requireLabelsFor({ classes }: Pick<LatentModel, 'classes'>, { labels }: Arrays): void {
  if (classes > 0 && !labels)
    throw new GenloomError({
      code: 'latent.no-labels',
      title: 'The model is told the class, and these examples have none.',
      fix: 'Connect examples with labels.',
    });
}

/** Refuses examples that an encoder cannot be given. @throws GenloomError `latent.no-examples`, `model.other-shape` */
export function requireEncodable({ shape }: Generator, examples: Examples): void {
  if (examples.count === 0)
    throw new GenloomError({
      code: 'latent.no-examples',
      title: 'There are no examples to encode.',
      fix: 'Connect some, or put more of them aside.',
    });
  requireKnownShape(examples, shape, LIKE_TRAINED);
}

/** Images have many numbers, and every layer many more. */
const TOGETHER = 200;

/** The codes of examples, of clips frame by frame: where a VAE or an autoencoder says that they lie; `breathe` is told how many codes there are. @throws GenloomError as `openLatent`, `encodedBy` and `requireEncodable`, and `latent.no-numbers` */
export async function encodeExamples(
  model: Generator,
  examples: Examples,
  breathe: (done: number) => Promise<void>,
): Promise<Arrays> {
  if (model.family === 'vq-vae')
    throw new GenloomError({
      code: 'latent.no-numbers',
      title: 'A VQ-VAE writes examples down in entries of a list, between which there are no distances.',
      fix: WITH_ENCODER,
    });
  const each = inFrames(examples, model.shape);
  requireEncodable(model, each);
  const open = openLatent(model);
  try {
    const means = async (part: Arrays) => (await encodedBy(open, model.scaling, part)).mean;
    return {
      shape: framesLike(examples.shape, model.shape, open.shape),
      count: examples.count,
      data: await inParts(each, TOGETHER, means, breathe),
      ...(examples.labels && { labels: examples.labels }),
      ...(examples.captions && { captions: examples.captions }),
    };
  } finally {
    open.dispose();
  }
}
