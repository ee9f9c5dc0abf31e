import { defineNode, examples, generator, path, port, strokes, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { requireExamplesOf, requireFamily } from '../../common/latent-wiring';
import { generateExamples } from '../examples/node';

const { sampler, steps, guidance } = generateExamples.params.shape;

/** What is done, and what it is called on the card. */
const WAYS = {
  vary: 'vary all of it',
  painted: 'make what I paint over anew',
  middle: 'make the middle anew',
  left: 'make the left half anew',
  right: 'make the right half anew',
  top: 'make the upper half anew',
  bottom: 'make the lower half anew',
} as const;

type Way = keyof typeof WAYS;
const ways = Object.keys(WAYS) as [Way, ...Way[]];
const filling = ways.filter((way) => way !== 'vary');

/** How thick the brush is, on a sheet that is 4 wide. */
export const BRUSH = 0.6;

export const generateFromExamples = defineNode({
  type: 'generate.from-examples',
  version: 1,
  phase: 'generate',
  title: 'Make from examples',
  summary: 'Lets a diffusion model begin with your examples: it varies them, or makes a part of them anew.',
  keywords: ['image to image', 'img2img', 'sdedit', 'inpaint', 'inpainting', 'repaint', 'mask', 'fill', 'edit', 'vary'],
  inputs: {
    model: port(generator, { title: 'Model', help: 'One that “Train diffusion” made.' }),
    examples: port(examples, { title: 'Examples', help: 'What it begins with; the first few.' }),
  },
  outputs: {
    examples: port(examples, { title: 'Made', help: 'All versions of the first example, then all of the next.' }),
    path: port(path, { title: 'Way from noise', help: 'How the first few came out of the noise.' }),
  },
  params: z.object({
    what: z.enum(ways).default('vary').meta({
      label: 'What to do',
      choices: WAYS,
      help: 'Halves and the middle are those of an image. Of a point or a row, left is the first half of its numbers, and right the second.',
    }),
    strength: z
      .number()
      .min(0.05)
      .max(1)
      .default(0.5)
      .meta({
        control: 'slider',
        step: 0.05,
        help: 'How much noise is added before the model takes it out again. A little leaves the example nearly as it is; 1 leaves hardly anything of it.',
        when: { param: 'what', is: ['vary'] },
      }),
    painting: strokes.default([]).meta({
      label: 'To be made anew',
      control: 'drawing',
      pen: BRUSH,
      over: 'examples',
      help: 'Paint with the mouse or a finger. The same place is made anew in all images.',
      when: { param: 'what', is: ['painted'] },
    }),
    resamplings: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(4)
      .meta({
        label: 'Rounds',
        unit: 'per step',
        help: 'How often each step is taken, with noise added in between, so that what is made comes to fit what was kept. More take longer.',
        when: { param: 'what', is: filling },
        advanced: true,
      }),
    count: z.number().int().min(1).max(2_000).default(8).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
      help: 'The first so many of the examples.',
    }),
    versions: z.number().int().min(1).max(32).default(4).meta({
      unit: 'of each',
      help: 'How many versions are made of each example.',
    }),
    only: z.number().int().min(-1).max(10_000).default(-1).meta({
      label: 'Class',
      help: 'The number of the class that each is to become, from 0. −1: its own. Only for models that are told the class.',
    }),
    sampler,
    steps,
    guidance,
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ what, strength }) => (what === 'vary' ? `varied, strength ${strength}` : WAYS[what]),
  advise: (_inputs, { what, painting }) =>
    what === 'painted' && painting.length === 0
      ? [{ code: 'generate.no-mask', title: 'Nothing has been painted over yet.', fix: 'Paint in the inspector.' }]
      : [],
  extend: ({ model, examples: given }, _params, around) => {
    requireFamily(model, ['diffusion'], ONLY_DIFFUSION, around);
    requireExamplesOf(model, given, around);
    return {
      examples: likeThese(model),
      path: {},
    };
  },
  run: () => import('./run'),
});

/** What to say of other models: while wires are drawn, and once more before work begins. */
export const ONLY_DIFFUSION = {
  code: 'generate.no-diffusion',
  title: 'Only a diffusion model can begin with examples.',
  detail:
    'Other models make an example at once, or in steps of their own, so there is no way that they could begin in the middle of.',
  fix: 'Connect a model that “Train diffusion” made.',
};
