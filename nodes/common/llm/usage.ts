import { type Metric, type Metrics, sentenceOf } from '@/graph';
import type { Asked } from './ask-many';

/** Failures that are told. */
const SHOWN = 5;

/** What answers used together, how they ended, and why some are missing. */
export function usageMetrics(asked: readonly Asked[]): Metrics {
  const answers = asked.flatMap((one) => (one.ok ? [one.answer] : []));
  const failed = asked.flatMap((one, place) => (one.ok ? [] : [{ place, error: one.error }]));
  const sum = (of: (answer: (typeof answers)[number]) => number) => answers.reduce((all, one) => all + of(one), 0);
  const ended = (reason: string) => answers.filter((one) => one.reason === reason).length;
  const count = (name: string, value: number, help: string): Metric[] =>
    value > 0 ? [{ name, value, better: 'lower', help }] : [];
  const unpriced = answers.filter(({ usage }) => usage.cost === null).length;
  const cost = sum(({ usage }) => usage.cost ?? 0);
  return {
    values: [
      { name: 'Answers', value: answers.length },
      ...count('Not answered', failed.length, 'They are not among the answers.'),
      ...count('Cut off', ended('length'), 'Answers that had reached their greatest length.'),
      ...count('Refused', ended('refused'), 'The service itself refused to answer.'),
      { name: 'Tokens read', value: sum(({ usage }) => usage.inputTokens) },
      { name: 'Tokens written', value: sum(({ usage }) => usage.outputTokens) },
      ...(cost > 0
        ? [
            {
              name: 'Cost',
              value: cost,
              unit: 'US dollars',
              better: 'lower' as const,
              help: unpriced > 0 ? `Of ${unpriced} answers no price is known.` : 'By the prices that the server knows.',
            },
          ]
        : []),
    ],
    curves: [],
    notes: [
      ...failed
        .slice(0, SHOWN)
        .map(({ place, error }) => `Question ${place + 1} was not answered: ${sentenceOf(error)}`),
      ...(failed.length > SHOWN ? [`${(failed.length - SHOWN).toLocaleString('en')} more were not answered.`] : []),
    ],
  };
}
