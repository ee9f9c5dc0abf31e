import type { Network } from '@/graph';

/**
 * What the projections into the stream of `layers` more transformer blocks begin with: smaller the more layers there are, since each adds to it twice
 * (Radford et al. 2019, section 2.3).
 */
export function residualScaleOf({ operations }: Network, layers: number): number {
  const before = operations.filter(({ layer }) => layer === 'transformer-block').length;
  return 1 / Math.sqrt(2 * (before + layers));
}
