import { type ExtendContext, type Facts, formatShape, type Shape } from '@/graph';

/** The shape of a VAE's codes where it is known; null while nothing is wired. Refuses models that have no codes. */
export function latentShapeOf(model: Facts | undefined, { refuse }: ExtendContext): Shape | null {
  if (!model?.exampleShape) return null;
  return (
    model.latentShape ??
    refuse('model', {
      code: 'latent.none',
      title: 'This model has no latent space that examples can be written down in.',
      fix: 'Connect a model that “Train VAE” or “Train autoencoder” made.',
    })
  );
}

/** Refuses what has another shape than the model knows. */
export function requireSameShape(
  port: string,
  what: string,
  given: Shape | undefined,
  wanted: Shape,
  { unify, sourceOf }: ExtendContext,
): void {
  if (!given) return;
  unify(port, given, wanted, () => ({
    code: 'model.other-shape',
    title: `${sourceOf('model')} knows ${what} of the shape ${formatShape(wanted)}, and those given have ${formatShape(given)}.`,
    fix: 'Connect what the same VAE was trained on, or made from its codes.',
  }));
}
