import type { PrismaClient } from './generated/client';
import { isGone, newId } from './number';

export interface Spent {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; what has no price counts nothing. */
  readonly dollars: number;
}

/** What language models used, added up for each connection, day and run. */
export interface Spends {
  /** Two calls that end at the same time both count. Nothing, where the connection is not there any more. */
  add(by: { readonly connectionId: string; readonly run: string }, spent: Spent): Promise<void>;
  /** Of one run, over all connections and days. */
  ofRun(run: string): Promise<Spent>;
  /** Of one connection, over all runs of the present day (UTC). */
  today(connectionId: string): Promise<Spent>;
}

export function spendsOf(database: PrismaClient, now: () => Date): Spends {
  const today = () => now().toISOString().slice(0, 10);
  const sum = async (where: { run: string } | { connectionId: string; day: string }): Promise<Spent> => {
    const { _sum } = await database.spend.aggregate({
      where,
      _sum: { inputTokens: true, outputTokens: true, dollars: true },
    });
    return {
      inputTokens: _sum.inputTokens ?? 0,
      outputTokens: _sum.outputTokens ?? 0,
      dollars: _sum.dollars ?? 0,
    };
  };

  return {
    async add({ connectionId, run }, { inputTokens, outputTokens, dollars }) {
      const day = today();
      const adding = database.spend.upsert({
        where: { connectionId_day_run: { connectionId, day, run } },
        create: { id: newId(), connectionId, day, run, inputTokens, outputTokens, dollars },
        update: {
          inputTokens: { increment: inputTokens },
          outputTokens: { increment: outputTokens },
          dollars: { increment: dollars },
        },
      });
      // A connection may be deleted in the middle of a call.
      await adding.catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    },
    ofRun: (run) => sum({ run }),
    today: (connectionId) => sum({ connectionId, day: today() }),
  };
}
