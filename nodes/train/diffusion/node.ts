import { defineNode, generator, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput } from '../common/example-networks';
import { adviseOnImages } from '../common/narrow';
import { examplePorts } from '../common/ports';

export const trainDiffusion = defineNode({
  type: 'train.diffusion',
  version: 1,
  phase: 'train',
  title: 'Train diffusion',
  summary: 'Teaches a network to take noise out of examples, until it can make new ones out of nothing but noise.',
  keywords: ['ddpm', 'denoise', 'flow matching', 'rectified flow', 'score', 'noise', 'generative'],
  inputs: {
    network: port(network, { title: 'Denoiser' }),
    ...examplePorts,
  },
  outputs: { model: port(generator, { title: 'Model' }), metrics },
  params: z.object({
    method: z
      .enum(['diffusion', 'flow-matching'])
      .default('diffusion')
      .meta({
        choices: { diffusion: 'Denoising diffusion', 'flow-matching': 'Flow matching' },
      }),
    predicts: z
      .enum(['epsilon', 'x0', 'v'])
      .default('v')
      .meta({
        choices: { epsilon: 'the noise (ε)', x0: 'the clean example (x₀)', v: 'the velocity (v)' },
        when: { param: 'method', is: ['diffusion'] },
      }),
    noise: z
      .enum(['cosine', 'linear', 'sigmoid'])
      .default('cosine')
      .meta({
        label: 'Noise schedule',
        choices: { cosine: 'cosine', linear: 'linear', sigmoid: 'sigmoid' },
        when: { param: 'method', is: ['diffusion'] },
      }),
    timesteps: z
      .number()
      .int()
      .min(2)
      .max(4_000)
      .default(500)
      .meta({
        label: 'Noise levels',
        unit: 'levels',
        scale: 'log',
        when: { param: 'method', is: ['diffusion'] },
        advanced: true,
      }),
    minSnr: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .meta({
        label: 'Min-SNR γ',
        when: { param: 'method', is: ['diffusion'] },
        advanced: true,
      }),
    scale: z
      .enum(['given', 'spread'])
      .default('given')
      .meta({
        label: 'Numbers',
        choices: { given: 'as they come: pixels from −1 to 1', spread: 'stretched to mean 0, deviation 1' },
        advanced: true,
      }),
    labelDropout: z.number().min(0).max(1).default(0.1).meta({
      label: 'Class or caption left out',
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    given: z.number().min(0).max(1).default(0).meta({
      label: 'First frames of clips given',
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    ...exampleTrainingFields,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ method, noise, steps }) =>
    `${method === 'diffusion' ? `${noise} noise` : 'flow matching'} · ${steps.toLocaleString('en')} steps`,
  extend: ({ network: wired, examples: given }, { method, predicts }, around) => {
    requireOutput(wired, given, 'network', { gives: 'example', time: true, captions: true }, around);
    return {
      model: {
        generator: { family: 'diffusion', ...(method === 'diffusion' && { predicts }) },
        ...likeThese(given),
      },
    };
  },
  advise: ({ network: wired, examples: given }) => adviseOnImages([wired], given),
  run: () => import('./run'),
});
