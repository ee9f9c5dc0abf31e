import type { ChatCall, GenloomError } from '@/graph';
import type { Connection, Spent } from '@/prisma/store';
import { llmError } from './problem';

/** One budget, and how much of it is left. */
export interface Bound {
  readonly unit: 'tokens' | 'dollars';
  readonly left: number;
  /** Why nothing can be asked any more. */
  readonly usedUp: () => GenloomError;
  /** Why an answer ended early. */
  readonly cut: () => GenloomError;
}

interface Words {
  /** `The budget of this run`, `Today’s budget of “OpenAI”`. */
  readonly what: string;
  readonly fix: string;
}

/** What a run may use, over all its calls. */
export function runBounds({ tokens, dollars }: ChatCall['budget'], spent: Spent): readonly Bound[] {
  return boundsOf(tokens ?? null, dollars ?? null, spent, {
    what: 'The budget of this run',
    fix: 'Raise the budget at the node that asks the language model, or ask for less or for shorter answers.',
  });
}

/** What a connection may use on a day. */
export function dayBounds({ name, dailyTokens, dailyDollars }: Connection, spent: Spent): readonly Bound[] {
  return boundsOf(dailyTokens, dailyDollars, spent, {
    what: `Today’s budget of “${name}”`,
    fix: 'Raise it under “Language models”, or go on tomorrow: the day ends at midnight UTC.',
  });
}

function boundsOf(tokens: number | null, dollars: number | null, spent: Spent, words: Words): readonly Bound[] {
  const usedTokens = spent.inputTokens + spent.outputTokens;
  return [
    ...(tokens === null ? [] : [boundOf('tokens', tokens, usedTokens, words)]),
    ...(dollars === null ? [] : [boundOf('dollars', dollars, spent.dollars, words)]),
  ];
}

function boundOf(unit: Bound['unit'], budget: number, used: number, { what, fix }: Words): Bound {
  const detail = `It is ${amount(unit, budget)}, of which ${amount(unit, used)} were used before this call.`;
  return {
    unit,
    left: budget - used,
    usedUp: () => llmError('budget', `${what} is used up.`, detail, fix),
    cut: () => llmError('budget', `${what} ended in the middle of the answer.`, detail, fix),
  };
}

const amount = (unit: Bound['unit'], value: number): string =>
  unit === 'tokens'
    ? `${value.toLocaleString('en')} tokens`
    : `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 4 : 2 })}`;
