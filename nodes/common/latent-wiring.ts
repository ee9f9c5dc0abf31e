import {
  type ExtendContext,
  type Facts,
  formatShape,
  type GeneratorFamily,
  type Shape,
  type UserFacingError,
} from '@/graph';

/** The shape of a VAE's codes where it is known; null while nothing is wired. Refuses models that have no codes. */
export function latentShapeOf(model: Facts | undefined, { refuse }: ExtendContext): Shape | null {
  if (!model?.exampleShape) return null;
  return (
    model.latentShape ??
    refuse('model', {
      code: 'latent.none',
      title: 'This model has no latent space that examples can be written down in.',
      fix: WITH_ENCODER,
    })
  );
}

/** Refuses what has another shape than the model knows. */
export function requireSameShape(
  port: string,
  what: string,
  given: Shape | undefined,
  wanted: Shape | undefined,
  { unify, sourceOf }: Pick<ExtendContext, 'unify' | 'sourceOf'>,
  fix = 'Connect what the same VAE was trained on, or made from its codes.',
): void {
  if (!given || !wanted) return;
  unify(port, given, wanted, () => ({
    code: 'model.other-shape',
    title: `${sourceOf('model')} knows ${what} of the shape ${formatShape(wanted)}, and those given have ${formatShape(given)}.`,
    fix,
  }));
}

/** Refuses examples of another shape than those of a model. Says nothing while too little is known. */
export const requireExamplesOf = (
  model: Facts | undefined,
  given: Facts | undefined,
  around: Pick<ExtendContext, 'unify' | 'sourceOf'>,
): void => requireSameShape('examples', 'examples', given?.exampleShape, model?.exampleShape, around, LIKE_TRAINED);

/** Refuses a model of another family than these, with what there is to say of it. Says nothing while too little is known. */
export function requireFamily(
  model: Facts | undefined,
  families: readonly GeneratorFamily[],
  unfit: UserFacingError,
  { refuse }: Pick<ExtendContext, 'refuse'>,
): void {
  if (model?.generator && !families.includes(model.generator.family)) refuse('model', unfit);
}

/** What to say of a model that makes examples of no places: while wires are drawn, and once more before work begins. */
export const NO_PLACES: UserFacingError = {
  code: 'latent.none',
  title: 'This model makes examples in another way than from a latent space.',
  fix: 'Connect a model that “Train VAE”, “Train autoencoder” or “Train GAN” made.',
};

/** What to say of a model that cannot write examples down, and where one has to. */
export const noEncoder = (fix: string): UserFacingError => ({
  code: 'latent.no-encoder',
  title: 'This model has no encoder: it makes examples, and cannot say where one lies.',
  fix,
});
export const WITH_ENCODER = 'Connect a model that “Train VAE” or “Train autoencoder” made.';
export const WITH_ANY_ENCODER = 'Connect a model that “Train VAE”, “Train VQ-VAE” or “Train autoencoder” made.';

/** Where examples come from that a model knows. */
export const LIKE_TRAINED = 'Connect the examples that the model was trained on, or others like them.';
