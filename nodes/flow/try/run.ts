import type { Run } from '@/graph';
import type { tryElse } from './node';

export const run: Run<typeof tryElse> = (inputs, _, { log }) => {
  const given: Readonly<Record<string, unknown>> = { ...inputs };
  if ('first' in given) return { value: given.first };
  log('warning', 'What was tried failed, so the other value was taken.');
  return { value: given.otherwise };
};
