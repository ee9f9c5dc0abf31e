import {
  type AnswerPair,
  GenloomError,
  type Metric,
  type Run,
  type RunContext,
  readDecisions,
  type Table,
} from '@/graph';
import type { Interval } from '@/ml/metrics/comparison/bootstrap';
import { bradleyTerry, elo, type Meeting, ratingIntervals } from '@/ml/metrics/comparison/ratings';
import { rewardsOf } from '../../align/common/rewards';
import { askMany } from '../../common/llm/ask-many';
import { openLlm } from '../../common/llm/chat';
import { usageMetrics } from '../../common/llm/usage';
import { namesOf } from '../six';
import { type Judged, questionsAbout, readVerdicts, type Score } from './judge';
import type { arena } from './node';

type Inputs = Parameters<Run<typeof arena>>[0];
type Params = Parameters<Run<typeof arena>>[1];

export const run: Run<typeof arena> = async (inputs, params, context) => {
  const { pairs } = inputs.pairs;
  const { scores, values, notes } = await judged(inputs, pairs, params, context);
  const players = Math.max(...pairs.map(({ leftBy, rightBy }) => Math.max(leftBy, rightBy)));
  const names = namesOf(players, params.names);
  if (players < 2)
    throw new GenloomError({
      code: 'arena.one-model',
      title: 'All of these answers are by one model.',
      fix: 'Make the pairs of two models or more, with “Pair up answers”.',
    });
  const met = pairs.flatMap(({ prompt, leftBy, rightBy }, place) => {
    const score = scores[place];
    if (score === null || score === undefined || leftBy === rightBy) return [];
    return [{ prompt, first: leftBy - 1, second: rightBy - 1, score }];
  });
  if (met.length === 0)
    throw new GenloomError({
      code: 'ranking.none',
      title: 'No pair is decided yet.',
      fix: 'Press “Rank answers” and say which is better, or connect a judge.',
    });
  const ratings = bradleyTerry(players, met);
  const intervals = ratingIntervals(players, byPrompt(met), { seed: context.seed });
  const table = tableOf(names, met, ratings, intervals);
  return {
    metrics: {
      values: [
        ...names.map(
          (name, player): Metric => ({
            name: `Rating of ${name}`,
            value: ratings[player] ?? 0,
            better: 'higher',
            help: sureness(intervals[player]),
          }),
        ),
        { name: 'Pairs', value: met.length },
        ...values,
      ],
      curves: [],
      notes,
    },
    table,
  };
};

/** Drawing anew from meetings that all ended alike gives the same again, which is no certainty. */
function sureness(interval: Interval | undefined): string {
  const { low = 0, high = 0 } = interval ?? {};
  if (high - low < 0.5) return 'All of its meetings ended alike: how sure this is cannot be told from them.';
  return `Between ${Math.round(low)} and ${Math.round(high)}, 19 times of 20.`;
}

interface Decided {
  readonly scores: readonly Score[];
  readonly values: readonly Metric[];
  readonly notes: readonly string[];
}

async function judged(
  { judge, reward }: Inputs,
  pairs: readonly AnswerPair[],
  { decisions, asked, concurrency }: Params,
  context: RunContext,
): Promise<Decided> {
  if (judge) {
    const open = openLlm(judge, context);
    try {
      const requests = questionsAbout(pairs, asked, judge);
      const answered = await askMany(open, requests, { concurrency, failures: 'collect', counts: 'verdicts' }, context);
      const usage = usageMetrics(answered);
      return told(readVerdicts(answered), usage.values, usage.notes);
    } finally {
      open.close();
    }
  }
  if (reward) {
    const exchanges = pairs.flatMap(({ prompt, left, right }) => [[prompt, left] as const, [prompt, right] as const]);
    const worth = await rewardsOf(reward, exchanges, context);
    const scores = pairs.map((_, place) => {
      const [left = 0, right = 0] = [worth[2 * place], worth[2 * place + 1]];
      return left === right ? 0.5 : left > right ? 1 : 0;
    });
    return { scores, values: [], notes: [] };
  }
  const said = readDecisions(decisions);
  const scores = pairs.map(({ id }): Score => {
    const verdict = said.get(id);
    return verdict === 'L' ? 1 : verdict === 'R' ? 0 : verdict === '=' ? 0.5 : null;
  });
  const open = scores.filter((score) => score === null).length;
  if (open > 0 && open < pairs.length) context.log('info', `${open} of ${pairs.length} pairs are not decided.`);
  return { scores, values: [], notes: [] };
}

function told({ scores, both, agreed, unread }: Judged, usage: readonly Metric[], notes: readonly string[]): Decided {
  return {
    scores,
    values: [
      ...(both === 0
        ? []
        : [
            {
              name: 'The judge agrees with itself',
              value: (100 * agreed) / both,
              unit: '%',
              better: 'higher' as const,
              help: 'Pairs of which it says the same when the answers change places.',
            },
          ]),
      { name: 'Verdicts that cannot be read', value: unread, better: 'lower' },
      ...usage,
    ],
    notes,
  };
}

function byPrompt<One extends Meeting & { readonly prompt: string }>(met: readonly One[]): readonly (readonly One[])[] {
  const groups = new Map<string, One[]>();
  for (const one of met) groups.set(one.prompt, [...(groups.get(one.prompt) ?? []), one]);
  return [...groups.values()];
}

function tableOf(
  names: readonly string[],
  met: readonly Meeting[],
  ratings: readonly number[],
  intervals: readonly Interval[],
): Table {
  const inOrder = elo(names.length, met);
  const rows = names.map((name, player) => {
    const own = met.flatMap(({ first, second, score }) =>
      first === player ? [score] : second === player ? [1 - score] : [],
    );
    const count = (score: number) => own.filter((one) => one === score).length;
    const { low = 0, high = 0 } = intervals[player] ?? {};
    return [name, ratings[player] ?? 0, low, high, inOrder[player] ?? 0, count(1), count(0.5), count(0)] as const;
  });
  const points = (name: string) => ({ name, kind: 'number', decimals: 0 }) as const;
  return {
    columns: [
      { name: 'Model', kind: 'category', categories: [...new Set(names)] },
      { ...points('Rating'), better: 'higher' },
      points('From'),
      points('To'),
      points('Elo, in order'),
      ...['Won', 'Drawn', 'Lost'].map((name) => ({ name, kind: 'whole' }) as const),
    ],
    rows: rows.sort((a, b) => b[1] - a[1]),
  };
}
