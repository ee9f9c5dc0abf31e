import { defineNode, examples, generator, port, z } from '@/graph';
import { NO_PLACES, requireExamplesOf, requireFamily } from '../../common/latent-wiring';

export const latentWalk = defineNode({
  type: 'generate.latent-walk',
  version: 1,
  phase: 'generate',
  title: 'Latent walk',
  summary:
    'Walks through the space from which a VAE or a GAN makes examples: from one place to another, or along one number at a time.',
  keywords: ['interpolation', 'interpolate', 'latent space', 'traversal', 'slerp', 'spherical', 'attribute', 'morph'],
  inputs: {
    model: port(generator, {
      title: 'Model',
    }),
    examples: port(examples, {
      title: 'Examples',
      optional: true,
    }),
  },
  outputs: { examples: port(examples, { title: 'Made' }) },
  params: z.object({
    walk: z
      .enum(['noises', 'examples', 'numbers'])
      .default('noises')
      .meta({
        label: 'Walk',
        choices: {
          noises: 'from one random place to another',
          examples: 'from one example to another',
          numbers: 'along one number at a time',
        },
      }),
    walks: z.number().int().min(1).max(64).default(5).meta({
      unit: 'walks',
    }),
    steps: z.number().int().min(2).max(200).default(10).meta({
      unit: 'steps',
    }),
    path: z
      .enum(['spherical', 'straight'])
      .default('spherical')
      .meta({
        label: 'Path',
        choices: { spherical: 'along a sphere', straight: 'straight' },
        when: { param: 'walk', is: ['noises', 'examples'] },
      }),
    reach: z
      .number()
      .min(0.1)
      .max(10)
      .default(2.5)
      .meta({
        unit: 'deviations',
        when: { param: 'walk', is: ['numbers'] },
      }),
    only: z.number().int().min(0).max(10_000).default(0).meta({
      label: 'Class',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ walk, walks, steps }) =>
    `${walks} × ${steps} ${{ noises: 'between random places', examples: 'between examples', numbers: 'along numbers' }[walk]}`,
  extend: ({ model, examples: given }, { walk }, around) => {
    requireFamily(model, ['vae', 'autoencoder', 'gan'], NO_PLACES, around);
    if (model?.generator?.family === 'autoencoder' && walk !== 'examples')
      around.refuse('model', ONLY_BETWEEN_EXAMPLES);
    if (walk === 'examples' && model && !given)
      around.refuse('examples', {
        code: 'walk.no-examples',
        title: 'There are no examples to walk between.',
        fix: 'Connect examples, or walk between random places.',
        set: { param: 'walk', value: 'noises' },
      });
    requireExamplesOf(model, given, around);
    return { examples: { ...(model?.exampleShape && { exampleShape: model.exampleShape }) } };
  },
  run: () => import('./run'),
});

/** What to say of an autoencoder: while wires are drawn, and once more before work begins. */
export const ONLY_BETWEEN_EXAMPLES = {
  code: 'walk.only-copies',
  title: 'An autoencoder says nothing of random places: only between the codes of examples is there something to see.',
  fix: 'Set “Walk” to “from one example to another”, and connect examples.',
};
