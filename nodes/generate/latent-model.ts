import { type Generator, GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling, type Scaling } from '@/ml/data/points';
import { readOnce } from '@/ml/functions/read';
import { noiseShapeOf } from '@/ml/generators/from-noise';
import { decodeLatents, encodeLatents, isRead } from '@/ml/generators/vae';
import { sizeOf } from '@/ml/network';
import { joined } from '@/ml/roles';
import { tensor, tidy } from '@/ml/tf';
import { klToStandardNormal } from '@/ml/vae/gaussian';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rolesOf } from '../common/network';
import { damaged, roleOf } from './examples/families';

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
  /** Where examples lie, scaled as training saw them, and how many nats each number of the place says of them. Absent where there is no encoder. */
  readonly encode?: (items: Arrays) => Promise<{ readonly mean: Float32Array; readonly kl: Float32Array }>;
  dispose(): void;
}

/** Opens a VAE or a GAN. The caller disposes of it. @throws GenloomError `latent.none` for another family */
export function openLatent(model: Generator): LatentModel {
  if (model.family !== 'vae' && model.family !== 'gan')
    throw new GenloomError({
      code: 'latent.none',
      title: 'This model makes examples in another way than from a latent space.',
      fix: 'Connect a model that “Train VAE” or “Train GAN” made.',
    });
  const roles = rolesOf(model.networks);
  const decoder = roleOf(roles, model.family === 'vae' ? 'decoder' : 'generator');
  const encoder = model.family === 'vae' ? roleOf(roles, 'encoder') : null;
  // What a generator gives is read as it is.
  const likelihood = model.family === 'vae' ? model.settings.likelihood : 'gaussian';
  if (!isRead(likelihood)) throw damaged();
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  const shape = noiseShapeOf(decoder);
  const width = sizeOf(shape);
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

/** Where examples lie, as people see them. @throws GenloomError `walk.no-encoder`, `walk.no-labels` */
export async function encodedBy(open: LatentModel, scaling: Scaling, given: Arrays) {
  if (!open.encode)
    throw new GenloomError({
      code: 'walk.no-encoder',
      title: 'A GAN has no encoder, so it does not know where an example lies.',
      fix: 'Connect a VAE. A latent walk can also go between random places.',
    });
  requireLabelsFor(open, given);
  return open.encode(applyScaling(given, scaling));
}

/** Refuses examples without labels where a network of the model is told the class. @throws GenloomError `walk.no-labels` */
export function requireLabelsFor({ classes }: LatentModel, { labels }: Arrays): void {
  if (classes > 0 && !labels)
    throw new GenloomError({
      code: 'walk.no-labels',
      title: 'The model is told the class, and these examples have none.',
      fix: 'Connect examples with labels.',
    });
}
