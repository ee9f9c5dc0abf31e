import { defineNode, network, z } from '@/graph';
import { wordsKnown } from '../example-wiring';
import { describeUnet } from '../image-parameters';
import { addTold, imageStemOf, requireHalvings } from '../image-wiring';
import { levelChannels } from './levels';

export const params = z.object({
  channels: z.number().int().min(4).max(512).default(12).meta({
    label: 'Channels',
    unit: 'channels',
    scale: 'log',
  }),
  levels: z.number().int().min(1).max(6).default(3).meta({
    label: 'Levels',
  }),
  growth: z
    .enum(['same', 'double', 'once'])
    .default('double')
    .meta({
      label: 'Channels further down',
      choices: {
        same: 'as many at each level',
        once: 'twice as many from the second level',
        double: 'twice as many each level',
      },
      advanced: true,
    }),
  patch: z
    .enum(['1', '2', '4'])
    .default('1')
    .meta({
      label: 'Pixels taken together',
      choices: { '1': 'none', '2': '2 × 2', '4': '4 × 4' },
      advanced: true,
    }),
  blocks: z.number().int().min(1).max(4).default(1).meta({
    label: 'Blocks a level',
    unit: 'blocks',
  }),
  attention: z.boolean().default(false).meta({
    label: 'Attention',
  }),
});

export const unet = defineNode({
  type: 'network.unet',
  version: 1,
  phase: 'train',
  title: 'U-Net',
  summary: 'The usual denoiser of images: it looks at them at several sizes at once, and ends in an image.',
  keywords: ['denoiser', 'diffusion', 'residual', 'skip connection', 'group norm', 'attention', 'image', 'unet'],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'last',
  subtitle: ({ channels, levels, patch, blocks, attention }) =>
    `${channels} channels · ${levels} level${levels === 1 ? '' : 's'}${patch === '1' ? '' : ` of ${patch} × ${patch} pixels`}${blocks > 1 ? ` · ${blocks} blocks` : ''}${attention ? ' · attention' : ''}`,
  extend: ({ network: facts }, { channels: first, levels, growth, blocks, patch: side, attention }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, height, width, channels: inputs, time, classes } = stem;
    const patch = Number(side);
    const folds = Math.log2(patch);
    const setting = { param: 'levels', label: 'Levels', value: (times: number) => times + 1 - folds };
    requireHalvings(stem, levels - 1 + folds, { port: 'network', setting }, around);
    const outputs = facts?.exampleShape?.[2];
    const sizes = {
      height,
      width,
      inputs,
      outputs: typeof outputs === 'number' ? outputs : inputs,
      channels: levelChannels(first, levels, growth),
      blocks,
      patch,
      attention,
      time,
      classes,
      ...wordsKnown(below),
    };
    return {
      network: {
        ...facts,
        network: addTold(below, sizes, {
          layer: 'unet',
          params: { ...sizes, gives: 'example' },
          shape: ['B', height, width, sizes.outputs],
          ...describeUnet(sizes),
        }),
      },
    };
  },
});
