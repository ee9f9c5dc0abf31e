import { type Facts, GenloomError, type Open, type OpenedBlock, type z } from '@/graph';
import { levelChannels } from './levels';
import type { params } from './node';

/** A U-Net as residual blocks at each size: on the way down in one column, on the way up, where it is joined by what each size had, in the other. */
export const open: Open<z.infer<typeof params>> = (
  { channels, levels, growth, patch, blocks, attention },
  { network: facts },
) => {
  requireOneSize(facts);
  const widths = levelChannels(channels, levels, growth);
  const opened: OpenedBlock[] = [];
  const plain = { norm: 'none', activation: 'none', told: false };
  let column = 0;
  const add = (id: string, type: string, params: OpenedBlock['params'] = {}, inputs: OpenedBlock['inputs'] = {}) =>
    opened.push({ id, type: `network.${type}`, params, inputs, column });
  const residuals = (way: string, level: number, width: number) => {
    for (let block = 0; block < blocks; block++) {
      add(`${way}${level}.${block}`, 'residual-block', { channels: width, told: 4 * channels });
      if (way === 'down' && level === levels - 1 && block === 0 && attention)
        add('attention', 'image-attention', { heads: 1, gain: false });
    }
  };
  if (patch !== '1') add('fold', 'resample', { way: 'fold', factor: patch });
  add('in', 'convolution', { channels, ...plain });
  for (const [level, width] of widths.entries()) {
    if (level > 0) add(`shrink${level}`, 'convolution', { channels: width, size: 'half', ...plain });
    residuals('down', level, width);
  }
  for (const [level, width] of [...widths.entries()].reverse().slice(1)) {
    column = 1;
    add(`grow${level}`, 'convolution', { channels: width, size: 'double', ...plain });
    add(`join${level}`, 'join-channels', {}, { branch: { block: `down${level}.${blocks - 1}` } });
    residuals('up', level, width);
  }
  add('norm', 'image-norm', { norm: 'group', activation: 'silu' });
  add('out', 'example-output', { gives: 'example', patch });
  return opened;
};

/** A U-Net ends in an image of the size that came in, “Output” in one of the size of the examples. */
function requireOneSize(facts: Facts | undefined): void {
  const shape = facts?.network?.shape;
  const wanted = facts?.exampleShape;
  if (!shape || (shape[1] === wanted?.[0] && shape[2] === wanted?.[1])) return;
  throw new GenloomError({
    code: 'open.unet-size',
    title: 'This U-Net does not work at the size of the examples, and its blocks would end in another image.',
    fix: 'Connect it to an “Example input” that is given the images, without blocks between that change their size.',
  });
}
