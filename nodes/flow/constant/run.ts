import type { Run } from '@/graph';
import type { constant } from './node';

export const run: Run<typeof constant> = (_, { kind, text, number, truth, json }) => ({
  value: kind === 'text' ? text : kind === 'number' ? number : kind === 'truth' ? truth : JSON.parse(json),
});
