import { data, defineNode, z } from '@/graph';
import { pathOf } from './path';

export const pick = defineNode({
  type: 'flow.pick',
  version: 1,
  phase: 'act',
  title: 'Pick',
  summary: 'Takes one part out of data: a field, the place in a list, or a path of both.',
  keywords: ['field', 'select', 'path', 'json', 'extract', 'get', 'item'],
  inputs: { data },
  outputs: { value: data },
  params: z.object({
    path: z
      .string()
      .max(1_000)
      .default('')
      .refine((text) => pathOf(text) !== null, { error: 'A path is written like items[0].name.' })
      .meta({ placeholder: 'items[0].name' }),
    missing: z
      .enum(['error', 'nothing'])
      .default('error')
      .meta({
        label: 'Where nothing is there',
        control: 'segmented',
        choices: { error: 'Say so', nothing: 'Give null' },
      }),
  }),
  subtitle: ({ path }) => path || 'all of it',
  explain: () => import('./explain'),
  run: () => import('./run'),
});
