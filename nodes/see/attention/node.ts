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
      help: 'One with attention in it: a DiT, a ViT encoder, “Image attention”.',
    }),
    examples: port(examples, {
      title: 'Examples',
      help: 'Like those that it was trained on; one of them is looked at.',
    }),
  },
  outputs: {
    maps: port(examples, {
      title: 'Maps',
      help: 'The average of all heads, then each head: shares, of which each map’s sum is 1.',
    }),
  },
  params: z.object({
    block: z.number().int().min(1).max(64).default(1).meta({
      label: 'Block',
      help: 'Which block with attention, counted from where the image comes in.',
    }),
    head: z.number().int().min(0).max(64).default(0).meta({
      label: 'Head',
      help: 'One head, counted from 1. 0: all of them, side by side.',
    }),
    example: z.number().int().min(1).max(100_000).default(1).meta({
      label: 'Example',
      help: 'Which of the examples, counted from 1.',
    }),
    row: z.number().int().min(1).max(1_024).nullable().default(null).meta({
      label: 'Row',
      unit: 'patches',
      help: 'The patch that looks, counted from the top. Empty: the middle.',
    }),
    column: z.number().int().min(1).max(1_024).nullable().default(null).meta({
      label: 'Column',
      unit: 'patches',
      help: 'Counted from the left. Empty: the middle.',
    }),
    noise: z.number().min(0).max(1).default(0.3).meta({
      control: 'slider',
      step: 0.05,
      help: 'How noisy the example is made first, for models that take noise out. With little noise they look at details, with much at the whole.',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ block, head }) => `block ${block} · ${head === 0 ? 'all heads' : `head ${head}`}`,
  run: () => import('./run'),
});
