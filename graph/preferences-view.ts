import type { Preferences } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** Characters of a prompt or an answer that one cell shows. */
const SHOWN = 240;

/** What can be seen of preferences: so many pairs from `offset` on, and how many there are in all. */
export function preferencesView({ pairs }: Preferences, most: number = VIEW_LIMITS.items, offset = 0): View {
  return {
    view: 'table',
    columns: ['prompt', 'preferred', 'rejected'],
    rows: pairs
      .slice(offset, offset + most)
      .map(({ prompt, chosen, rejected }) => [prompt.slice(-SHOWN), chosen.slice(0, SHOWN), rejected.slice(0, SHOWN)]),
    caption: `${pairs.length.toLocaleString('en')} ${pairs.length === 1 ? 'pair' : 'pairs'}`,
  };
}
