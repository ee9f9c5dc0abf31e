import type { Open, OpenedBlock, z } from '@/graph';
import { residualScaleOf } from '../residual-scale';
import type { params } from './node';

/** Transformer blocks as norms, attention, feed-forward and the sums around them. */
export const open: Open<z.infer<typeof params>> = (
  { repeat, norm: kind, activation, hidden, dropout, bias, epsilon, ...attention },
  { network: facts },
) => {
  const residualScale = facts?.network ? residualScaleOf(facts.network, repeat) : 1 / Math.sqrt(2 * repeat);
  const normal = { kind, bias, epsilon };
  const attends = { ...attention, dropout, bias, epsilon, residualScale };
  const thinks = { hidden, activation, dropout, bias, residualScale };
  return Array.from({ length: repeat }, (_, layer): OpenedBlock[] => {
    const id = (part: string) => `${part}${layer}`;
    const before = layer === 0 ? { preset: 'network' } : { block: `thought${layer - 1}` };
    return [
      { id: id('norm1.'), type: 'network.norm', params: normal },
      { id: id('attention'), type: 'network.attention', params: attends },
      added(id('seen'), before, id('attention')),
      { id: id('norm2.'), type: 'network.norm', params: normal },
      { id: id('forward'), type: 'network.feed-forward', params: thinks },
      added(id('thought'), { block: id('seen') }, id('forward')),
    ];
  }).flat();
};

const added = (
  id: string,
  network: { readonly block: string } | { readonly preset: string },
  branch: string,
): OpenedBlock => ({ id, type: 'network.residual-add', inputs: { network, branch: { block: branch } } });
