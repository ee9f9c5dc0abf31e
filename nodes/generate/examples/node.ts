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
    'caption',
    'prompt',
    'text to image',
    'draw',
    'truncation',
    'style mixing',
  ],
  inputs: {
    model: port(generator, { title: 'Model' }),
    given: port(examples, { title: 'Given', optional: true }),
  },
  outputs: {
    examples: port(examples, { title: 'Made' }),
    path: port(path, {
      title: 'Way from noise',
    }),
  },
  params: z.object({
    count: z.number().int().min(1).max(50_000).default(1_000).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
    }),
    perClass: z.number().int().min(0).max(5_000).default(0).meta({
      label: 'Of each class',
      unit: 'examples',
    }),
    only: z.number().int().min(-1).max(10_000).default(-1).meta({
      label: 'Class',
    }),
    captions: z.string().max(4_000).default('').meta({
      label: 'Captions',
      control: 'textarea',
      placeholder: 'one per line',
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
      }),
    steps: z.number().int().min(1).max(4_000).default(40).meta({
      unit: 'steps',
      scale: 'log',
    }),
    guidance: z.number().min(0).max(20).default(1).meta({
      control: 'slider',
      step: 0.5,
    }),
    temperature: z.number().min(0).max(2).default(1).meta({
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    truncation: z.number().min(0).max(1.5).default(1).meta({
      label: 'Truncation (ψ)',
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    mixing: z.number().int().min(0).max(8).default(0).meta({
      label: 'One style from doubling',
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
