import { defineNode, port, world, z } from '@/graph';

export const worldShifts = defineNode({
  type: 'world.shifts',
  version: 1,
  phase: 'act',
  title: 'Shift schedule',
  summary: 'A week of shifts in which somebody calls in sick, to be filled anew by the rules and at the least cost.',
  keywords: ['environment', 'roster', 'rota', 'staff', 'nurse', 'planning', 'scheduling', 'gymnasium', 'world'],
  inputs: {},
  outputs: { world: port(world, { title: 'World' }) },
  params: z.object({
    staff: z.number().int().min(2).max(10).default(8).meta({ label: 'People', unit: 'people' }),
    days: z.number().int().min(1).max(7).default(7).meta({ unit: 'days' }),
    sick: z.number().int().min(0).max(4).default(2).meta({ label: 'Who calls in sick', unit: 'people' }),
    changeCost: z.number().min(0).max(500).default(30).meta({ label: 'Calling somebody in costs', unit: '€' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ staff, days, sick }) => `${staff} people · ${days} days · ${sick} sick`,
  run: () => import('./run'),
});
