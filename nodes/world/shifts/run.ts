import type { Run } from '@/graph';
import type { worldShifts } from './node';

export const run: Run<typeof worldShifts> = (_inputs, settings) => ({ world: { world: 'shifts', settings } });
