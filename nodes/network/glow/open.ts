import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** Glow as squeezing, coupling layers and, between levels, a half that is split off. */
export const open: Open<z.infer<typeof params>> = ({ levels, steps, ...couplings }) =>
  Array.from({ length: levels }, (_, level): OpenedBlock[] => [
    ...(level > 0 ? [{ id: `split${level}`, type: 'network.split-off' }] : []),
    { id: `squeeze${level}`, type: 'network.squeeze' },
    {
      id: `coupling${level}`,
      type: 'network.coupling',
      params: { ...couplings, repeat: steps, actNorm: true, mix: true },
    },
  ]).flat();
