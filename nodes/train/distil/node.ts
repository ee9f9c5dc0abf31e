import { defineNode, examples, generator, metrics, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireTeacher } from './teacher';

const { decaySteps } = exampleTrainingFields;
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
    model: port(generator, { title: 'Teacher', help: 'A model that “Train diffusion” made.' }),
    examples: port(examples, { title: 'Examples', help: 'Such as the teacher learned from.' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { model: port(generator, { title: 'Student' }), metrics },
  params: z.object({
    method: z
      .enum(['consistency', 'progressive'])
      .default('consistency')
      .meta({
        choices: { consistency: 'Consistency', progressive: 'Progressive' },
        help: 'Consistency learns to jump from any noise to the end of the path, in one step or a few. Progressive learns to do two steps in one, and that again and again.',
      }),
    pathSteps: z.number().int().min(2).max(1_000).default(24).meta({
      label: 'Teacher’s steps',
      unit: 'steps',
      scale: 'log',
      help: 'Into how many steps a path of the teacher is cut. More follow it more closely, and take longer to learn, since what is known passes from step to step.',
      when: consistency,
    }),
    solver: z
      .enum(['ddim', 'heun'])
      .default('heun')
      .meta({
        label: 'Path followed by',
        choices: { ddim: 'DDIM', heun: 'Heun’s method' },
        help: 'How the teacher takes a step. Heun’s asks it twice and strays less, so that fewer steps will do.',
        when: consistency,
        advanced: true,
      }),
    distance: z
      .enum(['squared', 'pseudo-huber'])
      .default('pseudo-huber')
      .meta({
        choices: { squared: 'squared', 'pseudo-huber': 'pseudo-Huber' },
        help: 'How the difference of two results counts. Squared minds large ones most; pseudo-Huber does so less, and is steadier.',
        when: consistency,
        advanced: true,
      }),
    targetDecay: z.number().min(0).max(0.9999).default(0.95).meta({
      label: 'Target keeps',
      help: 'The student chases a moving average of itself. The share of it that a step leaves: 0 follows at once, more is steadier and slower.',
      when: consistency,
      advanced: true,
    }),
    studentSteps: z.number().int().min(1).max(64).default(2).meta({
      label: 'Student’s steps',
      unit: 'steps',
      scale: 'log',
      help: 'How many steps the student takes after all halvings.',
      when: progressive,
    }),
    halvings: z.number().int().min(1).max(8).default(4).meta({
      unit: 'times',
      help: 'How often the number of steps is halved until then: four times leads from 32 steps to 2.',
      when: progressive,
    }),
    stageSteps: z.number().int().min(1).max(200_000).default(500).meta({
      label: 'Training of each halving',
      unit: 'steps',
      scale: 'log',
      help: 'How often the weights are changed before the student becomes the teacher. “Steps” is that of all halvings together; where it is less, the student comes as far as that.',
      when: progressive,
    }),
    weighting: z
      .enum(['truncated-snr', 'snr-plus-one'])
      .default('truncated-snr')
      .meta({
        choices: { 'truncated-snr': 'max(SNR, 1)', 'snr-plus-one': 'SNR + 1' },
        help: 'What a mistake counts at each noise level: SNR is how much more example than noise is left. Neither forgets the noisiest levels, on which few steps depend.',
        when: progressive,
        advanced: true,
      }),
    guidance: z.number().min(0).max(20).default(1).meta({
      control: 'slider',
      step: 0.5,
      help: 'How strongly the teacher insists on the class; the student learns that too, and is not asked again. Only for teachers that are told the class.',
      advanced: true,
    }),
    ...exampleTrainingFields,
    decaySteps: decaySteps.meta({
      ...decaySteps.meta(),
      help: `${decaySteps.meta()?.help} With “Progressive” it is lowest at the end of each halving.`,
    }),
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
