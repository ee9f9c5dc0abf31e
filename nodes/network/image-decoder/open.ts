import { GenloomError, type Open, type OpenedBlock, type z } from '@/graph';
import type { params } from './node';

/** A decoder as a small image, the convolutions that double it, and the output that ends in an image. */
export const open: Open<z.infer<typeof params>> = (
  { channels, doublings, norm, activation },
  { network: facts, examples: wanted },
) => {
  const [height, width] = wanted?.exampleShape ?? facts?.exampleShape ?? [];
  if (typeof height !== 'number' || typeof width !== 'number')
    throw new GenloomError({
      code: 'open.no-size',
      title: 'Nothing tells how large the images are that this decoder makes.',
      fix: 'Connect the images to “Examples” of this node, then open it.',
    });
  const first = { height: height / 2 ** doublings, width: width / 2 ** doublings, channels: channels * 2 ** doublings };
  const [, high, wide, ...more] = facts?.network?.shape ?? [];
  const isSmallImage = more.length === 1 && high === first.height && wide === first.width;
  const bend = { norm, activation };
  return [
    isSmallImage
      ? { id: 'in', type: 'network.convolution', params: { channels: first.channels, ...bend } }
      : { id: 'in', type: 'network.lay-out', params: { ...first, activation } },
    ...Array.from({ length: doublings }, (_, index): OpenedBlock => {
      const params = { channels: channels * 2 ** (doublings - 1 - index), size: 'double', ...bend };
      return { id: `double${index}`, type: 'network.convolution', params };
    }),
    {
      id: 'out',
      type: 'network.example-output',
      params: { gives: 'example' },
      inputs: { examples: { preset: 'examples' } },
    },
  ];
};
