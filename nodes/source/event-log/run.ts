import { GenloomError, type Metric, type Run, type RunContext, type Table, triplesView, type z } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { decodeText } from '../../common/read/decode';
import { type Case, casesOf, followsGraph, medianOf } from './discover';
import { type LoggedEvent, readLog } from './log';
import type { sourceEventLog } from './node';
import { makeOrders } from './orders';

type Params = z.infer<typeof sourceEventLog.params>;
const DAY = 86_400;

export const run: Run<typeof sourceEventLog> = async (_inputs, params, context) => {
  const events = await eventsOf(params, context);
  if (events.length === 0)
    throw new GenloomError({
      code: 'log.empty',
      title: 'There are no events in this log.',
      fix: 'Choose a table with a row for each event: its case, what was done, and when.',
    });
  const cases = casesOf(events);
  const map = followsGraph(cases, params.least);
  context.preview(triplesView(map), 'map');
  const ways = waysOf(cases);
  const durations = cases.flatMap(durationOf);
  const typical = medianOf(durations);
  const values: Metric[] = [
    { name: 'Cases', value: cases.length },
    { name: 'Events', value: events.length },
    { name: 'Ways through', value: ways.rows.length, help: 'Different orders of activities.' },
    ...(typical === null ? [] : [{ name: 'Median of a case', value: typical / DAY, unit: 'days' }]),
    {
      name: 'With something done again',
      value: (100 * cases.filter(repeats).length) / cases.length,
      unit: '%',
      help: 'Cases in which an activity comes more than once.',
    },
  ];
  return { map, ways, metrics: { values, curves: [], notes: [] } };
};

async function eventsOf(params: Params, { asset, log, random }: RunContext): Promise<LoggedEvent[]> {
  const { origin, file } = params;
  if (origin === 'built-in') return makeOrders(params.cases, random);
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a .csv on this node, or take the built-in log.',
    });
  refuseHuge(file.name, file.size);
  const warn = (text: string) => log('warning', text);
  const said = { case: params.caseColumn, activity: params.activityColumn, time: params.timeColumn };
  return readLog(file.name, decodeText(await asset(file.sha256), file.name, warn), said, warn);
}

const durationOf = ({ events }: Case): number[] => {
  const [first, last] = [events[0]?.time ?? null, events.at(-1)?.time ?? null];
  return first === null || last === null ? [] : [last - first];
};

const repeats = ({ events }: Case): boolean => new Set(events.map(({ activity }) => activity)).size < events.length;

function waysOf(cases: readonly Case[]): Table {
  const ways = new Map<string, Case[]>();
  for (const one of cases) {
    const way = one.events.map(({ activity }) => activity).join(' → ');
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  const sorted = [...ways].sort(([, a], [, b]) => b.length - a.length);
  return {
    columns: [
      { name: 'Way', kind: 'category', categories: sorted.map(([way]) => way) },
      { name: 'Cases', kind: 'whole' },
      { name: 'Share, %', kind: 'number', decimals: 1 },
      { name: 'Median, days', kind: 'number', decimals: 2 },
    ],
    rows: sorted.map(([way, own]) => {
      const median = medianOf(own.flatMap(durationOf));
      return [way, own.length, (100 * own.length) / cases.length, median === null ? null : median / DAY];
    }),
  };
}
