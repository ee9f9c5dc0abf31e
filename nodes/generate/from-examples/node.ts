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
  after: 'let the first frames of clips go on',
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
    model: port(generator, { title: 'Model' }),
    examples: port(examples, { title: 'Examples' }),
  },
  outputs: {
    examples: port(examples, { title: 'Made' }),
    path: port(path, { title: 'Way from noise' }),
  },
  params: z.object({
    what: z.enum(ways).default('vary').meta({
      label: 'What to do',
      choices: WAYS,
    }),
    strength: z
      .number()
      .min(0.05)
      .max(1)
      .default(0.5)
      .meta({
        control: 'slider',
        step: 0.05,
        when: { param: 'what', is: ['vary'] },
      }),
    painting: strokes.default([]).meta({
      label: 'To be made anew',
      control: 'drawing',
      pen: BRUSH,
      over: 'examples',
      when: { param: 'what', is: ['painted'] },
    }),
    frames: z
      .number()
      .int()
      .min(1)
      .max(255)
      .nullable()
      .default(null)
      .meta({ label: 'Frames given', unit: 'frames', when: { param: 'what', is: ['after'] } }),
    resamplings: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(4)
      .meta({
        label: 'Rounds',
        unit: 'per step',
        when: { param: 'what', is: filling },
        advanced: true,
      }),
    count: z.number().int().min(1).max(2_000).default(8).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
    }),
    versions: z.number().int().min(1).max(32).default(4).meta({
      unit: 'of each',
    }),
    only: z.number().int().min(-1).max(10_000).default(-1).meta({
      label: 'Class',
    }),
    sampler,
    steps,
    guidance,
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ what, strength, frames }) => {
    if (what === 'vary') return `varied, strength ${strength}`;
    return what === 'after' && frames !== null
      ? `clips go on from ${frames} frame${frames === 1 ? '' : 's'}`
      : WAYS[what];
  },
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
