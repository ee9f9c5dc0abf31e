import { defineNode, examples, generator, metrics, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireTeacher } from './teacher';

const consistency = { param: 'method', is: ['consistency'] };
const progressive = { param: 'method', is: ['progressive'] };

export const distil = defineNode({
  type: 'train.distil',
  version: 1,
  phase: 'train',
  title: 'Distil to fewer steps',
  summary: 'Teaches a copy of a diffusion model to make in one to a few steps what it makes in many.',
  keywords: [
    'consistency',
    'progressive',
    'distillation',
    'student',
    'teacher',
    'fast',
    'few steps',
    'one step',
    'lcm',
  ],
  inputs: {
    model: port(generator, { title: 'Teacher' }),
    examples: port(examples, { title: 'Examples' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { model: port(generator, { title: 'Student' }), metrics },
  params: z.object({
    method: z
      .enum(['consistency', 'progressive'])
      .default('consistency')
      .meta({
        choices: { consistency: 'Consistency', progressive: 'Progressive' },
      }),
    pathSteps: z.number().int().min(2).max(1_000).default(24).meta({
      label: 'Teacher’s steps',
      unit: 'steps',
      scale: 'log',
      when: consistency,
    }),
    solver: z
      .enum(['ddim', 'heun'])
      .default('heun')
      .meta({
        label: 'Path followed by',
        choices: { ddim: 'DDIM', heun: 'Heun’s method' },
        when: consistency,
        advanced: true,
      }),
    distance: z
      .enum(['squared', 'pseudo-huber'])
      .default('pseudo-huber')
      .meta({
        choices: { squared: 'squared', 'pseudo-huber': 'pseudo-Huber' },
        when: consistency,
        advanced: true,
      }),
    targetDecay: z.number().min(0).max(0.9999).default(0.95).meta({
      label: 'Target keeps',
      when: consistency,
      advanced: true,
    }),
    studentSteps: z.number().int().min(1).max(64).default(2).meta({
      label: 'Student’s steps',
      unit: 'steps',
      scale: 'log',
      when: progressive,
    }),
    halvings: z.number().int().min(1).max(8).default(4).meta({
      unit: 'times',
      when: progressive,
    }),
    stageSteps: z.number().int().min(1).max(200_000).default(500).meta({
      label: 'Training of each halving',
      unit: 'steps',
      scale: 'log',
      when: progressive,
    }),
    weighting: z
      .enum(['truncated-snr', 'snr-plus-one'])
      .default('truncated-snr')
      .meta({
        choices: { 'truncated-snr': 'max(SNR, 1)', 'snr-plus-one': 'SNR + 1' },
        when: progressive,
        advanced: true,
      }),
    guidance: z.number().min(0).max(20).default(1).meta({
      control: 'slider',
      step: 0.5,
      advanced: true,
    }),
    ...exampleTrainingFields,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ method, steps, studentSteps, halvings }) =>
    method === 'consistency'
      ? `consistency · ${steps.toLocaleString('en')} steps`
      : `progressive · ${studentSteps * 2 ** halvings} → ${studentSteps} steps`,
  extend: ({ model, examples: given }, _params, around) => {
    requireTeacher(model, given, around);
    return {
      model: {
        generator: { family: 'distilled' },
        ...likeThese(model),
      },
    };
  },
  run: () => import('./run'),
});
