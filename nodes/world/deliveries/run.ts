import type { Run } from '@/graph';
import type { worldDeliveries } from './node';

export const run: Run<typeof worldDeliveries> = (_inputs, settings) => ({ world: { world: 'deliveries', settings } });
