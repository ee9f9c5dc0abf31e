import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** Transformer blocks as norms, attention, feed-forward and the sums around them. */
export const open: Open<z.infer<typeof params>> = ({
  repeat,
  heads,
  positions,
  ropeTheta,
  keyValueHeads,
  causal,
  norm: kind,
  activation,
  hidden,
  dropout,
  bias,
}) =>
  Array.from({ length: repeat }, (_, layer): OpenedBlock[] => {
    const id = (part: string) => `${part}${layer}`;
    const before = layer === 0 ? { preset: 'network' } : { block: `thought${layer - 1}` };
    const attends = { heads, positions, ropeTheta, keyValueHeads, causal, dropout, bias };
    const normal = { kind, bias };
    return [
      { id: id('norm1.'), type: 'network.norm', params: normal },
      { id: id('attention'), type: 'network.attention', params: attends },
      added(id('seen'), before, id('attention')),
      { id: id('norm2.'), type: 'network.norm', params: normal },
      { id: id('forward'), type: 'network.feed-forward', params: { hidden, activation, dropout, bias } },
      added(id('thought'), { block: id('seen') }, id('forward')),
    ];
  }).flat();

const added = (
  id: string,
  network: { readonly block: string } | { readonly preset: string },
  branch: string,
): OpenedBlock => ({ id, type: 'network.residual-add', inputs: { network, branch: { block: branch } } });
