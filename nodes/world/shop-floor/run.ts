import type { Run } from '@/graph';
import type { worldShopFloor } from './node';

export const run: Run<typeof worldShopFloor> = (_inputs, settings) => ({ world: { world: 'shop-floor', settings } });
