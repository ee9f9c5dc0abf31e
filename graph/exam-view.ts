import type { Exam } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** What can be seen of an exam: so many questions from `offset` on, with what can be answered and what is right. */
export function examView({ title, scoring, questions, pool }: Exam, most = 5, offset = 0): View {
  const shown = questions.slice(offset, offset + Math.min(most, VIEW_LIMITS.items));
  const chosen = questions.some(({ choices }) => choices.length > 0);
  const subjects = new Set(questions.map(({ subject }) => subject)).size;
  return {
    view: 'table',
    columns: ['question', ...(chosen ? ['choices'] : []), scoring === 'tests' ? 'tests' : 'right'],
    rows: shown.map(({ text, choices, right, answer }) => [
      (text || choices[0] || '').slice(0, 300),
      ...(chosen ? [choices.map((choice) => choice.slice(0, 100)).join(' · ')] : []),
      (right.map((place) => choices[place] ?? '').join(' · ') || answer).slice(0, 300),
    ]),
    caption: [
      title,
      `${questions.length.toLocaleString('en')} questions`,
      ...(subjects > 1 ? [`${subjects} subjects`] : []),
      ...(pool.length > 0 ? [`${pool.length.toLocaleString('en')} solved examples`] : []),
    ].join(' · '),
  };
}
