import { defineNode, z } from '@/graph';
import { KIND_CHOICES, KIND_TITLES, KINDS } from '../../common/body/kinds';

export const tryElse = defineNode({
  type: 'flow.try',
  version: 1,
  phase: 'act',
  title: 'Try, or else',
  summary: 'Takes the first value, and where making it fails, the other one; the other runs only then.',
  keywords: ['catch', 'error', 'fallback', 'otherwise', 'recover', 'rescue', 'default'],
  inputs: {},
  outputs: {},
  params: z.object({
    kind: z
      .enum(KIND_CHOICES)
      .default('text')
      .meta({ label: 'What they give', decidesPorts: true, choices: KIND_TITLES }),
  }),
  ports: ({ kind }) => ({
    inputs: {
      first: { kind: KINDS[kind], title: 'Try' },
      otherwise: { kind: KINDS[kind], title: 'Or else' },
    },
    outputs: { value: KINDS[kind] },
  }),
  chooses: { first: 'first', survives: true, next: (first) => (first.ok ? null : 'otherwise') },
  explain: () => import('./explain'),
  run: () => import('./run'),
});
