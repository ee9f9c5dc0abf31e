import { type ExtendContext, type Facts, formatShape, type GeneratorFamily } from '@/graph';

/** What there is to say of a model that is no teacher. */
const NO_STEPS: Readonly<Record<Exclude<GeneratorFamily, 'diffusion'>, string>> = {
  gan: 'makes an example in one step already',
  vae: 'makes an example in one step already',
  flow: 'makes an example in one step already',
  'vq-vae': 'chooses an example’s codes one after another, and takes no steps from noise',
  autoencoder: 'copies what it is given, and takes no steps from noise',
  distilled: 'is a student already',
};

/** Refuses a model that takes no steps from noise, or whose steps cannot be learned, with what would fit. Says nothing while too little is known. */
export function requireTeacher(
  wired: Facts | undefined,
  given: Facts | undefined,
  { refuse, unify, sourceOf }: ExtendContext,
): void {
  const { generator, exampleShape } = wired ?? {};
  const unfit = generator && generator.family !== 'diffusion' && NO_STEPS[generator.family];
  if (unfit)
    refuse('model', {
      code: 'distil.no-steps',
      title: `The model of ${sourceOf('model')} ${unfit}.`,
      fix: 'Connect the model of a “Train diffusion”.',
    });
  if (generator?.predicts === 'epsilon') refuse('model', predictsNoise());
  if (exampleShape && given?.exampleShape) {
    const [ours, theirs] = [exampleShape, given.exampleShape];
    unify('examples', theirs, ours, () => ({
      code: 'train.other-shape',
      title: `The teacher makes examples of the shape ${formatShape(ours)}, and those given have ${formatShape(theirs)}.`,
      fix: 'Connect the examples that the teacher was trained on, or others like them.',
    }));
  }
}

/** Of a teacher that was asked for the noise (Salimans & Ho 2022, section 4). */
export const predictsNoise = () => ({
  code: 'distil.predicts-noise',
  title: 'This teacher predicts the noise, and a student cannot learn its steps from that.',
  detail:
    'Where an example has all but drowned, almost everything is noise: who knows the noise well may still know nothing of the example. In one large step that is all that counts.',
  fix: 'In “Train diffusion”, let it predict the velocity (v), or choose flow matching.',
  set: { param: 'predicts', value: 'v', before: 'model' },
});
