import { GenloomError } from '@/graph';
import { keptClasses } from '../images/node';

/** The kinds among those there are that are to be kept. @throws GenloomError `solids.no-kind` when none is left */
export function keptKinds(there: readonly string[], keep: string): readonly string[] {
  const kept = keptClasses(there, keep);
  if (kept.length === 0)
    throw new GenloomError({
      code: 'solids.no-kind',
      title: '“Kinds to keep” leaves out every kind of solid.',
      detail: `There are ${there.slice(0, 40).join(', ')}.`,
      fix: 'Leave it empty for all, or name some of these.',
    });
  return kept;
}
