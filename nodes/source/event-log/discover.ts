import { collectTriples, type Triples } from '@/graph';
import type { LoggedEvent } from './log';

/** The events of a case in their order. */
export interface Case {
  readonly events: readonly LoggedEvent[];
}

const BEGIN = 'Begin';
const END = 'End';

/** The cases of a log. Events are put in order by their times, where all of a case have one; those of one time stay as they stand. */
export function casesOf(events: readonly LoggedEvent[]): Case[] {
  const byCase = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const known = byCase.get(event.case);
    if (known) known.push(event);
    else byCase.set(event.case, [event]);
  }
  return [...byCase.values()].map((own) => ({
    events: own.every(({ time }) => time !== null) ? own.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0)) : own,
  }));
}

/** The directly-follows graph (van der Aalst 2016, definition 6.3) with a begin and an end: how often each activity follows another, and the median of the seconds. @param least the share of all steps that a drawn one has */
export function followsGraph(cases: readonly Case[], least: number): Triples {
  const steps = new Map<string, { from: string; to: string; count: number; seconds: number[] }>();
  let total = 0;
  const count = (from: string, to: string, seconds?: number) => {
    const key = `${from}\0${to}`;
    const step = steps.get(key) ?? { from, to, count: 0, seconds: [] };
    steps.set(key, step);
    step.count += 1;
    total += 1;
    if (seconds !== undefined) step.seconds.push(seconds);
  };
  for (const { events } of cases) {
    for (const [at, event] of events.entries()) {
      const before = events[at - 1];
      if (!before) count(BEGIN, event.activity);
      else if (before.time === null || event.time === null) count(before.activity, event.activity);
      else count(before.activity, event.activity, event.time - before.time);
    }
    const last = events.at(-1);
    if (last) count(last.activity, END);
  }
  const collected = collectTriples();
  const placeOf = (name: string) =>
    collected.entity({ name, type: name === BEGIN || name === END ? 'begin and end' : 'activity' });
  for (const { from, to, count, seconds } of [...steps.values()].sort((a, b) => b.count - a.count)) {
    if (count < least * total) continue;
    const median = medianOf(seconds);
    collected.fact(placeOf(from), 'then', placeOf(to), undefined, {
      count,
      ...(median !== null && { seconds: median }),
    });
  }
  return collected.made();
}

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
