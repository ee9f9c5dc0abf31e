import { defineNode, examples, port, z } from '@/graph';
import { captionsLike, likeThese } from '../../common/example-facts';
import { CORRUPTION_NAMES, CORRUPTION_TITLES, NO_IMAGES } from './fields';

export const corruptImages = defineNode({
  type: 'prepare.corrupt',
  version: 1,
  phase: 'prepare',
  title: 'Corrupt images',
  summary:
    'Damages images a little or a lot, as cameras, weather and compression do: for testing what a model can bear.',
  keywords: ['robustness', 'noise', 'blur', 'fog', 'snow', 'jpeg', 'imagenet-c', 'corruption', 'severity', 'weather'],
  inputs: { examples: port(examples, { title: 'Images' }) },
  outputs: { examples: port(examples, { title: 'Images' }) },
  params: z.object({
    damage: z.enum(CORRUPTION_NAMES).default('gaussian-noise').meta({ choices: CORRUPTION_TITLES }),
    severity: z.number().int().min(1).max(5).default(3).meta({ control: 'slider', step: 1 }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ damage, severity }) => `${CORRUPTION_TITLES[damage]}, severity ${severity} of 5`,
  extend: ({ examples: given }, _params, { refuse }) => {
    if (given?.exampleShape && given.exampleShape.length !== 3) refuse('examples', NO_IMAGES);
    return { examples: { ...likeThese(given), ...captionsLike(given) } };
  },
  run: () => import('./run'),
});
