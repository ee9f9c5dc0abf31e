import { type ChatRequest, GenloomError, type RunContext, type UserFacingError, z } from '@/graph';
import { atOnce } from '../at-once';
import type { ChatContext, Completion, OpenLlm } from './chat';

/** What became of one request. */
export type Asked =
  | { readonly ok: true; readonly answer: Kept }
  | { readonly ok: false; readonly error: UserFacingError };
/** What is kept of an answer. */
export type Kept = Pick<Completion, 'text' | 'usage' | 'reason'>;

export interface AskManyOptions {
  /** Chats under way at once, where that is quicker. */
  readonly concurrency: number;
  /** `stop`: the first that fails ends it all, with what was answered kept. `collect`: it is told which failed. */
  readonly failures: 'stop' | 'collect';
  /** What is counted, in a message: `answers`. */
  readonly counts: string;
}

type ManyContext = ChatContext & Pick<RunContext, 'progress' | 'metric' | 'checkpoint'>;

/** So many in a row that fail end it: the service is gone, or the budget is used up. */
const IN_A_ROW = 8;
/** Milliseconds between checkpoints. */
const KEEP_EVERY = 2_000;

/**
 * Asks many requests, a few at once. Answers are kept in the step's checkpoint by their places: after a cancel, a failure or a reload only the others are
 * asked, and paid for. Failures are not kept.
 * @throws GenloomError `cancelled`, or the first failure, or one that says that nothing is answered any more
 */
export async function askMany(
  llm: OpenLlm,
  requests: readonly ChatRequest[],
  { concurrency, failures, counts }: AskManyOptions,
  context: ManyContext,
): Promise<readonly Asked[]> {
  const kept = await loaded(context);
  const asked = requests.map((_, place): Asked | undefined => {
    const answer = kept.get(place);
    return answer && { ok: true, answer };
  });
  const open = requests.flatMap((_, place) => (asked[place] ? [] : [place]));
  const before = requests.length - open.length;
  if (before > 0)
    context.log(
      'info',
      `${before.toLocaleString('en')} of ${requests.length.toLocaleString('en')} ${counts} were there already.`,
    );
  const told = totals(asked);
  let [done, row, unsaved] = [before, 0, 0];
  let keptAt = performance.now();

  async function ask(place: number, request: ChatRequest): Promise<void> {
    try {
      const { text, usage, reason } = await llm.complete(request);
      const answer = { text, usage, reason };
      asked[place] = { ok: true, answer };
      kept.set(place, answer);
      row = 0;
      unsaved += 1;
      told.add(answer);
    } catch (thrown) {
      if (!(thrown instanceof GenloomError) || thrown.code === 'cancelled' || failures === 'stop') throw thrown;
      asked[place] = { ok: false, error: thrown };
      row += 1;
      if (row >= IN_A_ROW) throw nothingMore(row, thrown);
    }
    done += 1;
    context.metric(done, { 'tokens used': told.tokens(), ...(told.cost() > 0 && { 'US dollars': told.cost() }) });
    context.progress({
      done,
      total: requests.length,
      message: `${done} of ${requests.length} ${counts}${told.inWords()}`,
    });
    if (performance.now() - keptAt < KEEP_EVERY) return;
    keptAt = performance.now();
    await keep();
  }

  async function keep(): Promise<void> {
    if (unsaved === 0) return;
    unsaved = 0;
    await context.checkpoint.save({ step: kept.size, state: { kept: [...kept] } });
  }
  const work = async (place: number) => {
    const request = requests[place];
    if (request) await ask(place, request);
  };
  try {
    await atOnce(open, llm.parallel ? concurrency : 1, work, context.breathe);
  } finally {
    await keep();
  }
  return asked.map((one) => one ?? { ok: false, error: { code: 'llm.not-asked', title: 'It was not asked.' } });
}

const state = z.object({
  kept: z.array(
    z.tuple([
      z.number().int().min(0),
      z.object({
        text: z.string(),
        usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), cost: z.number().nullable() }),
        reason: z.enum(['stop', 'length', 'tool-calls', 'refused']),
      }),
    ]),
  ),
});

async function loaded({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<Map<number, Kept>> {
  const found = state.safeParse((await checkpoint.load())?.state);
  return new Map(found.success ? found.data.kept : []);
}

/** What answers used, as they come. */
function totals(asked: readonly (Asked | undefined)[]) {
  let [tokens, cost] = [0, 0];
  const add = ({ usage }: Kept) => {
    tokens += usage.inputTokens + usage.outputTokens;
    cost += usage.cost ?? 0;
  };
  for (const one of asked) if (one?.ok) add(one.answer);
  return {
    add,
    tokens: () => tokens,
    cost: () => cost,
    inWords: () => ` · ${tokens.toLocaleString('en')} tokens${cost > 0 ? ` · $${cost.toFixed(cost < 1 ? 4 : 2)}` : ''}`,
  };
}

const nothingMore = (row: number, last: GenloomError) =>
  new GenloomError(
    {
      code: 'llm.nothing-more',
      title: `${row} in a row were not answered, so the rest was not asked.`,
      detail: `The last said: ${last.title}${last.detail ? ` ${last.detail}` : ''}`,
      fix: last.fix ?? 'Run again when it answers: what was answered already is kept.',
    },
    { cause: last },
  );
