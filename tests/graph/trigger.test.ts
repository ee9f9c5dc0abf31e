import fc from 'fast-check';
import { expect, test } from 'vitest';
import { node as placed } from '@/app/templates/build';
import {
  applyEdit,
  check,
  emptyDocument,
  foldEdit,
  type GraphDocument,
  keysOf,
  nextFiring,
  type Schedule,
  timesOfDay,
  triggersOf,
} from '@/graph';
import { behindTrigger, fireEdit } from '@/graph/edit/fire';
import { catalogue } from '@/nodes';
import { wire } from './support';

const graph: GraphDocument = {
  ...emptyDocument('t'),
  nodes: [
    placed('trigger', 'flow.trigger', 0, 0, {}),
    placed('say', 'flow.pick', 1, 0, { path: 'time' }),
    placed('apart', 'flow.constant', 0, 1, { text: 'x' }),
  ],
  wires: [wire('trigger.firing', 'say.data')],
};
const FIRST = '2026-03-04T05:06:07.000Z';

test('a firing is another key for what stands behind it, and for nothing else', () => {
  expect(check(graph, catalogue).problems).toEqual([]);
  const keys = (document: GraphDocument) => Object.fromEntries(keysOf(document, catalogue));
  const [before, fired] = [keys(graph), applyEdit(graph, fireEdit(graph, 'trigger', FIRST))];
  const after = keys(fired);
  expect(
    Object.keys(after)
      .filter((id) => after[id] !== before[id])
      .sort(),
  ).toEqual(['say', 'trigger']);
  expect(triggersOf(fired)[0]?.[1].params).toMatchObject({ firedAt: FIRST, count: 1 });
  // The same moment is another firing all the same; the same count and moment are the same.
  expect(keys(applyEdit(fired, fireEdit(fired, 'trigger', FIRST))).say).not.toBe(after.say);
  expect(keys(applyEdit(graph, fireEdit(graph, 'trigger', FIRST)))).toEqual(after);
  expect(behindTrigger(graph, 'trigger')).toEqual(['say']);
  expect(() => fireEdit(graph, 'say', FIRST)).toThrow(/no trigger/);
});

test('one that lies in a subgraph fires there, and one that is muted never does', () => {
  const folded = applyEdit(graph, foldEdit(graph, [], catalogue, new Set(['trigger'])).edit);
  const fired = applyEdit(folded, fireEdit(folded, 'subgraph/trigger', FIRST));
  expect(triggersOf(fired).map(([path, { params }]) => [path, params.count])).toEqual([['subgraph/trigger', 1]]);
  expect(behindTrigger(folded, 'subgraph/trigger')).toEqual(['say']);
  expect(triggersOf({ ...graph, nodes: graph.nodes.map((one) => ({ ...one, muted: true })) })).toEqual([]);
});

test('times of the day are read in order, each once, and nothing else is one', () => {
  expect(timesOfDay('17:30, 9:00,17:30')).toEqual([540, 1_050]);
  for (const wrong of ['', '24:00', '9', '09:60', 'noon', Array(25).fill('1:00').join()])
    expect(timesOfDay(wrong)).toBeNull();
});

test('a firing is always later than now and within its pace, whatever was missed', () => {
  const moment = fc.date({ min: new Date(2024, 0, 1), max: new Date(2030, 0, 1), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.option(moment), fc.integer({ min: 1, max: 10_080 }), (now, last, minutes) => {
      const every = nextFiring({ mode: 'every', minutes, at: '' }, now, last)?.getTime() ?? 0;
      expect(every).toBeGreaterThan(now.getTime());
      expect(every).toBeLessThanOrEqual(now.getTime() + minutes * 60_000);
      const daily = nextFiring({ mode: 'daily', minutes, at: '09:00, 17:30' }, now, last);
      expect(daily?.getTime()).toBeGreaterThan(now.getTime());
      expect([540, 1_050]).toContain((daily?.getHours() ?? 0) * 60 + (daily?.getMinutes() ?? 0));
      expect((daily?.getTime() ?? 0) - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
    }),
  );
  const every: Schedule = { mode: 'every', minutes: 10, at: '' };
  const now = new Date(2026, 1, 1, 12, 0);
  expect(nextFiring(every, now, new Date(2026, 1, 1, 11, 55))).toEqual(new Date(2026, 1, 1, 12, 5));
  // What was missed is not made up for.
  expect(nextFiring(every, now, new Date(2026, 1, 1, 8, 0))).toEqual(new Date(2026, 1, 1, 12, 10));
  expect(nextFiring({ ...every, mode: 'hand' }, now, null)).toBeNull();
});
