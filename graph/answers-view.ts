import type { Answers, GuardRecord } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** What can be seen of answers: so many from `offset` on, each beside its prompt and what would be right. */
export function answersView({ items }: Answers, most = 5, offset = 0): View {
  const guarded = items.some((one) => one.guarded);
  const known = items.some(({ reference }) => reference);
  return {
    view: 'table',
    columns: ['prompt', 'answer', ...(known ? ['reference'] : []), ...(guarded ? ['guard'] : [])],
    rows: items
      .slice(offset, offset + Math.min(most, VIEW_LIMITS.items))
      .map(({ prompt, answer, reference = [], guarded: records = [] }) => [
        prompt.slice(-300),
        answer.slice(0, 300),
        ...(known ? [reference.join(' · ').slice(0, 300)] : []),
        ...(guarded ? [records.map(guardText).join(' · ').slice(0, 300)] : []),
      ]),
    caption: `${items.length.toLocaleString('en')} ${items.length === 1 ? 'answer' : 'answers'}`,
  };
}

/** What a guard did, and why, as people read it. */
export const guardText = ({ place, action, reasons }: GuardRecord): string =>
  `${action} ${place} the model${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`;
