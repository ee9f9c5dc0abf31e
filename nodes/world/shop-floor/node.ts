import { defineNode, port, world, z } from '@/graph';

export const worldShopFloor = defineNode({
  type: 'world.shop-floor',
  version: 1,
  phase: 'act',
  title: 'Shop floor',
  summary:
    'Machines that fail and are repaired, and jobs with due dates: what a free machine takes next is to be chosen.',
  keywords: ['environment', 'job shop', 'factory', 'machine', 'scheduling', 'dispatching', 'gymnasium', 'world'],
  inputs: {},
  outputs: { world: port(world, { title: 'World' }) },
  params: z.object({
    jobs: z.number().int().min(1).max(8).default(5).meta({ unit: 'jobs' }),
    failsAfter: z.number().int().min(1).max(1_000).default(12).meta({
      label: 'A machine fails after',
      unit: 'units of work',
      scale: 'log',
    }),
    buffer: z.number().int().min(1).max(8).default(2).meta({ label: 'Room between the stages', unit: 'jobs' }),
    hours: z
      .number()
      .int()
      .min(8)
      .max(120)
      .default(40)
      .meta({ label: 'Length of a day', unit: 'units', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ jobs, failsAfter }) => `${jobs} jobs · fails after ${failsAfter}`,
  run: () => import('./run'),
});
