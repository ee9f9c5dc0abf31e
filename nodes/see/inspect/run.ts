import type { Run } from '@/graph';
import type { inspect } from './node';
import { viewOf } from './view';

export const run: Run<typeof inspect> = ({ value }, _params, { preview }) => {
  preview(viewOf(value), 'value', 'stays');
  return {};
};
