import type { Metric, Metrics } from '@/graph';
import { excerpt } from '../documents';
import type { Verdict } from './guard';

/** Reasons and passages that are told, at most. */
const TOLD = { reasons: 8, passages: 12 } as const;

/** What a guard did, how often, and why. What was blacked out, and personal data that was refused, stands nowhere in it: a report goes further than a text. */
export function guardReport(all: readonly Verdict[], what: 'prompts' | 'answers'): Metrics {
  const counted = (action: Verdict['action']) => all.filter((verdict) => verdict.action === action).length;
  const reasons = new Map<string, number>();
  // How sure a classifier was differs from text to text.
  for (const { reasons: found } of all)
    for (const reason of found.map((one) => one.replace(/, \d+ %$/, '')))
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const figure = (name: string, value: number, help: string): Metric => ({ name, value, help });
  const caught = all.filter(({ action }) => action !== 'passed');
  return {
    values: [
      figure('Looked at', all.length, `How many ${what} there were.`),
      figure('Passed', counted('passed'), 'In which nothing was found.'),
      figure('Noted', counted('flagged'), 'In which something was found that may pass.'),
      figure('Blacked out', counted('masked'), 'Of which some words were replaced.'),
      figure('Refused', counted('refused'), 'That did not get through.'),
    ],
    curves: [],
    notes: [
      ...[...reasons]
        .sort(([, a], [, b]) => b - a)
        .slice(0, TOLD.reasons)
        .map(([reason, count]) => `${reason}: ${count.toLocaleString('en')}`),
      ...caught
        .slice(0, TOLD.passages)
        .map(({ action, reasons: why, told }) => `${action}, ${why.join(', ')} — ${excerpt(told, 100)}`),
    ],
  };
}
