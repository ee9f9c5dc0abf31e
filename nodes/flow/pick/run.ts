import { GenloomError, type Run } from '@/graph';
import type { pick } from './node';
import { at, pathOf } from './path';

export const run: Run<typeof pick> = ({ data }, { path, missing }) => {
  const value = at(data, pathOf(path) ?? []);
  if (value !== undefined) return { value };
  if (missing === 'nothing') return { value: null };
  throw new GenloomError({
    code: 'pick.missing',
    title: `There is nothing at “${path}”.`,
    detail: `What comes in begins with ${JSON.stringify(data).slice(0, 120)}.`,
    fix: 'Correct the path, or let it give null there.',
  });
};
