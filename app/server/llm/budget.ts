import type { ChatCall, GenloomError } from '@/graph';
import type { Connection, Spends } from '@/prisma/store';
import { type Bound, dayBounds, runBounds } from './bounds';
import { costIn, type Prices, pricesOf, type UsedTokens } from './prices';
import { estimatedInput } from './tokens';

/** A call that may be made: how many tokens it may write, and what it leaves in the books. */
export interface Allowance {
  readonly maxTokens: number;
  /** Where it may write less than was wished for: the budget that ends there. */
  readonly cutBy: GenloomError | null;
  /** Writes down what was used, and gives back what was set aside. */
  settle(used: UsedTokens): Promise<void>;
}

interface Reservation {
  readonly connectionId: string;
  readonly run: string;
  readonly tokens: number;
  readonly dollars: number;
}

type Attempt = { readonly allowed: Allowance } | { readonly wait: Promise<void> };

/**
 * Keeps runs and days within their budgets. What a call may use at most is set aside before it begins, so that calls side by side cannot overspend together:
 * one that finds too little left waits for the others to settle, and then writes as much as is left, or is refused.
 */
export function createBudgets() {
  const reserved = new Set<Reservation>();
  const waiting = new Set<() => void>();
  // One at a time reads the books, or writes in them.
  let turn: Promise<unknown> = Promise.resolve();
  const alone = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const mine = turn.then(task, task);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const sumOf = (includes: (one: Reservation) => boolean) =>
    [...reserved]
      .filter(includes)
      .reduce((sum, one) => ({ tokens: sum.tokens + one.tokens, dollars: sum.dollars + one.dollars }), {
        tokens: 0,
        dollars: 0,
      });

  async function attempt(
    spends: Spends,
    connection: Connection,
    { run, budget, request }: Pick<ChatCall, 'run' | 'budget' | 'request'>,
  ): Promise<Attempt> {
    const prices = pricesOf(connection, budget.dollars);
    const inputTokens = estimatedInput(request);
    const ofRun = sumOf((one) => one.run === run);
    const ofDay = sumOf((one) => one.connectionId === connection.id);
    const bounds = [
      ...runBounds(budget, await spends.ofRun(run)).map((bound) => ({ bound, aside: ofRun[bound.unit] })),
      ...dayBounds(connection, await spends.today(connection.id)).map((bound) => ({ bound, aside: ofDay[bound.unit] })),
    ];
    let maxTokens: number = request.maxTokens;
    let cutBy: GenloomError | null = null;
    for (const { bound, aside } of bounds) {
      const most = affordable(bound, bound.left - aside, inputTokens, prices);
      if (most >= maxTokens) continue;
      if (aside > 0) return { wait: new Promise((go) => waiting.add(go)) };
      if (most < 1) throw bound.usedUp();
      maxTokens = most;
      cutBy = bound.cut();
    }
    const dollars = costIn(prices, { inputTokens, outputTokens: maxTokens }) ?? 0;
    const mine = { connectionId: connection.id, run, tokens: inputTokens + maxTokens, dollars };
    reserved.add(mine);
    const settle = (used: UsedTokens) =>
      alone(async () => {
        try {
          await spends.add({ connectionId: connection.id, run }, { ...used, dollars: costIn(prices, used) ?? 0 });
        } finally {
          reserved.delete(mine);
          for (const go of waiting) go();
          waiting.clear();
        }
      });
    return { allowed: { maxTokens, cutBy, settle } };
  }

  return async (
    spends: Spends,
    connection: Connection,
    call: Pick<ChatCall, 'run' | 'budget' | 'request'>,
    signal: AbortSignal,
  ): Promise<Allowance> => {
    for (;;) {
      signal.throwIfAborted();
      const made = await alone(() => attempt(spends, connection, call));
      if ('allowed' in made) return made.allowed;
      await unlessAborted(made.wait, signal);
    }
  };
}

/** The tokens that can be written within a bound once the request has been read. */
function affordable({ unit }: Bound, left: number, inputTokens: number, prices: Prices | null): number {
  if (unit === 'tokens') return Math.floor(left - inputTokens);
  if (!prices) return Number.POSITIVE_INFINITY;
  const afterReading = left - (costIn(prices, { inputTokens, outputTokens: 0 }) ?? 0);
  if (afterReading <= 0) return 0;
  return prices.output === 0 ? Number.POSITIVE_INFINITY : Math.floor((afterReading * 1e6) / prices.output);
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal.aborted) return fail(signal.reason);
    const stop = () => fail(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', stop);
      done();
    });
  });
}
