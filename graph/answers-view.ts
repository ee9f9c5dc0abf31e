import type { Answers } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** What can be seen of answers: so many from `offset` on, each beside its prompt and what would be right. */
export function answersView({ items }: Answers, most = 5, offset = 0): View {
  const known = items.some(({ reference }) => reference);
  return {
    view: 'table',
    columns: ['prompt', 'answer', ...(known ? ['reference'] : [])],
    rows: items
      .slice(offset, offset + Math.min(most, VIEW_LIMITS.items))
      .map(({ prompt, answer, reference = [] }) => [
        prompt.slice(-300),
        answer.slice(0, 300),
        ...(known ? [reference.join(' · ').slice(0, 300)] : []),
      ]),
    caption: `${items.length.toLocaleString('en')} ${items.length === 1 ? 'answer' : 'answers'}`,
  };
}
