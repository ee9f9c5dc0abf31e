import { defineNode, examples, generator, port, z } from '@/graph';

export const seeAttention = defineNode({
  type: 'see.attention',
  version: 1,
  phase: 'evaluate',
  title: 'Look into attention',
  summary: 'Shows where a patch of an image looks, in each head of a block: on the average, and head by head.',
  keywords: ['attention map', 'vision transformer', 'vit', 'dit', 'heads', 'explain', 'heat map', 'patches'],
  inputs: {
    model: port(generator, {
      title: 'Model',
    }),
    examples: port(examples, {
      title: 'Examples',
    }),
  },
  outputs: {
    maps: port(examples, {
      title: 'Maps',
    }),
  },
  params: z.object({
    block: z.number().int().min(1).max(64).default(1).meta({
      label: 'Block',
    }),
    head: z.number().int().min(0).max(64).default(0).meta({
      label: 'Head',
    }),
    example: z.number().int().min(1).max(100_000).default(1).meta({
      label: 'Example',
    }),
    row: z.number().int().min(1).max(1_024).nullable().default(null).meta({
      label: 'Row',
      unit: 'patches',
    }),
    column: z.number().int().min(1).max(1_024).nullable().default(null).meta({
      label: 'Column',
      unit: 'patches',
    }),
    noise: z.number().min(0).max(1).default(0.3).meta({
      control: 'slider',
      step: 0.05,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ block, head }) => `block ${block} · ${head === 0 ? 'all heads' : `head ${head}`}`,
  run: () => import('./run'),
});
