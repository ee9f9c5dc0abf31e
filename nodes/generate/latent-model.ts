import { type Generator, GenloomError } from '@/graph';
import { noiseShapeOf } from '@/ml/generators/from-noise';
import { decodeLatents, encodeLatents, isRead } from '@/ml/generators/vae';
import { sizeOf } from '@/ml/network';
import { joined } from '@/ml/roles';
import { type Tensor, tensor, tidy } from '@/ml/tf';
import { klToStandardNormal } from '@/ml/vae/gaussian';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rolesOf } from '../train/common/example-training';
import { damaged, roleOf } from './examples/families';

/** A model that makes examples from the places of a latent space, with its weights on the backend. */
export interface LatentModel {
  /** Numbers of a place. */
  readonly width: number;
  /** Classes that it is told of; 0 where it is not. */
  readonly classes: number;
  /** Examples at these places, scaled as training saw them. */
  decode(places: Float32Array, labels: Int32Array): Promise<Float32Array>;
  /** Where examples lie, and how many nats each number of the place says of them. Disposes of what it is given. Absent where there is no encoder. */
  readonly encode?: (
    x: Tensor,
    labels?: Int32Array,
  ) => Promise<{ readonly mean: Float32Array; readonly kl: Float32Array }>;
  dispose(): void;
}

/** Opens a VAE or a GAN. The caller disposes of it. @throws GenloomError `walk.no-latent` for another family */
export function openLatent(model: Generator): LatentModel {
  if (model.family !== 'vae' && model.family !== 'gan')
    throw new GenloomError({
      code: 'walk.no-latent',
      title: 'This model has no latent space to walk in.',
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
    width,
    classes: decoder.examples?.classes ?? 0,
    async decode(places, labels) {
      const made = tidy(() =>
        decodeLatents(tensor(places, [places.length / width, ...shape]), { decoder, weights, likelihood }, labels),
      );
      try {
        return await made.data<'float32'>();
      } finally {
        made.dispose();
      }
    },
    ...(encoder && {
      async encode(x: Tensor, labels?: Int32Array) {
        const [mean, kl] = tidy((): [Tensor, Tensor] => {
          const code = encodeLatents(x, { encoder, decoder, weights }, labels);
          return [code.mean, klToStandardNormal(code.mean, code.logVariance)];
        });
        try {
          return { mean: await mean.data<'float32'>(), kl: await kl.data<'float32'>() };
        } finally {
          for (const one of [x, mean, kl]) one.dispose();
        }
      },
    }),
    dispose: () => disposeAll(weights),
  };
}
