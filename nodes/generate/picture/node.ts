import { data, defineNode, examples, generator, port, text, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { NOTHING_TO_DRAW } from '../examples/node';

export const drawPicture = defineNode({
  type: 'generate.picture',
  version: 1,
  phase: 'generate',
  title: 'Draw a picture',
  summary:
    'Draws one picture of what a caption says, with a model that learned from captions; each attempt another one.',
  keywords: ['text to image', 'caption', 'prompt', 'image', 'paint', 'imagine', 'tool', 'attempt', 'diffusion'],
  inputs: {
    model: port(generator, { title: 'Model' }),
    caption: port(text, { title: 'Caption' }),
    attempt: port(data, { title: 'Attempt', optional: true }),
  },
  outputs: {
    picture: port(examples, { title: 'Picture' }),
    next: port(data, { title: 'Next attempt' }),
  },
  params: z.object({
    steps: z.number().int().min(1).max(1_000).default(20).meta({ unit: 'steps', scale: 'log' }),
    guidance: z.number().min(0).max(20).default(2).meta({ control: 'slider', step: 0.5 }),
    sampler: z
      .enum(['quick', 'thorough', 'random'])
      .default('thorough')
      .meta({
        choices: {
          quick: 'DDIM, or Euler for flow matching',
          thorough: 'DPM-Solver++, or Heun for flow matching',
          random: 'DDPM, or Euler for flow matching',
        },
        advanced: true,
      }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ steps, guidance }) => `${steps} steps · guidance ${guidance}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.generator?.family === 'autoencoder') refuse('model', NOTHING_TO_DRAW);
    return { picture: { ...likeThese(model), captioned: true } };
  },
  run: () => import('./run'),
});
