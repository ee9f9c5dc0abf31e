import { defineNode, examples, generator, path, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';

export const generateExamples = defineNode({
  type: 'generate.examples',
  version: 1,
  phase: 'generate',
  title: 'Make examples',
  summary: 'Draws new points or images from a trained generative model.',
  keywords: [
    'sample',
    'generate',
    'ddim',
    'dpm-solver',
    'euler',
    'heun',
    'guidance',
    'class',
    'draw',
    'truncation',
    'style mixing',
  ],
  inputs: {
    model: port(generator, { title: 'Model' }),
    given: port(examples, { title: 'Given', optional: true, help: 'Shown behind what is made, to compare.' }),
  },
  outputs: {
    examples: port(examples, { title: 'Made' }),
    path: port(path, {
      title: 'Way from noise',
      help: 'How the first few came out of the noise, in a diffusion model.',
    }),
  },
  params: z.object({
    count: z.number().int().min(1).max(50_000).default(1_000).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
      help: 'Of images a few dozen are shown; all of them can be measured and downloaded.',
    }),
    perClass: z.number().int().min(0).max(5_000).default(0).meta({
      label: 'Of each class',
      unit: 'examples',
      help: 'So many of every class, class after class, instead of “How many”; images are shown with a row for each class. 0: every class in turn. Only for models that are told the class.',
    }),
    only: z.number().int().min(-1).max(10_000).default(-1).meta({
      label: 'Class',
      help: 'The number of the class that is asked for, from 0. −1: every class in turn. Only for models that are told the class.',
    }),
    sampler: z
      .enum(['quick', 'thorough', 'random'])
      .default('thorough')
      .meta({
        choices: {
          quick: 'DDIM, or Euler for flow matching',
          thorough: 'DPM-Solver++, or Heun for flow matching',
          random: 'DDPM, or Euler for flow matching',
        },
        help: 'How a diffusion model goes from noise to an example. DPM-Solver++ and Heun look further ahead and come nearer in as many steps; Heun asks the network twice in each. DDPM adds fresh noise at each and needs many. Other models ignore it.',
      }),
    steps: z.number().int().min(1).max(4_000).default(40).meta({
      unit: 'steps',
      scale: 'log',
      help: 'How many steps a diffusion model takes from noise to an example. A student of “Distil to fewer steps” takes no more than it learned to. Other models ignore it.',
    }),
    guidance: z.number().min(0).max(20).default(1).meta({
      control: 'slider',
      step: 0.5,
      help: 'How strongly the class is insisted on. 1 is what was learned; more gives purer examples, and less variety. Only for diffusion.',
    }),
    temperature: z.number().min(0).max(2).default(1).meta({
      control: 'slider',
      step: 0.05,
      help: 'How far from the middle the random numbers are drawn, in VAEs, GANs and flows. Less gives typical examples, and less variety.',
      advanced: true,
    }),
    truncation: z.number().min(0).max(1.5).default(1).meta({
      label: 'Truncation (ψ)',
      control: 'slider',
      step: 0.05,
      help: 'How far a style may lie from the typical one, in GANs with a “Style decoder”. Less gives cleaner examples, and less variety. Other models ignore it.',
      advanced: true,
    }),
    mixing: z.number().int().min(0).max(8).default(0).meta({
      label: 'One style from doubling',
      help: 'From this doubling on, all images follow one and the same style, in GANs with a “Style decoder”: what is coarse differs, what is fine is shared (style mixing). 0 is off. Other models ignore it.',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count, perClass }) =>
    perClass > 0 ? `${perClass.toLocaleString('en')} of each class` : `${count.toLocaleString('en')} examples`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.generator?.family === 'autoencoder') refuse('model', NOTHING_TO_DRAW);
    return {
      examples: likeThese(model),
    };
  },
  run: () => import('./run'),
});

/** What to say of an autoencoder: while wires are drawn, and once more before work begins. */
export const NOTHING_TO_DRAW = {
  code: 'generate.only-copies',
  title: 'An autoencoder copies what it is given; nothing tells which codes would make something new.',
  fix: 'Use “Train VAE” instead, whose codes are made to look like plain random numbers, or “Reconstruct” to see the copies.',
};
