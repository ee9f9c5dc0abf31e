import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '@/graph';
import { createSchedule } from '@/workers/schedule';

const stepOf = (nodeId: string, needs: readonly string[], cached = false): Step => ({
  nodeId,
  type: 'test',
  version: 1,
  params: {},
  seed: 0,
  key: nodeId,
  lineage: nodeId,
  inputs: Object.fromEntries(needs.map((need) => [need, { nodeId: need, port: 'out', key: need }])),
  kind: 'run',
  cached,
});

const names = (steps: readonly Step[]) => steps.map(({ nodeId }) => nodeId);

test('steps become ready when all they need is there, each once', () => {
  const schedule = createSchedule([
    stepOf('a', []),
    stepOf('b', []),
    stepOf('c', ['a', 'b']),
    stepOf('d', ['a']),
    // Taken from the store: it waits for nothing.
    stepOf('e', ['c'], true),
  ]);
  expect(names(schedule.ready)).toEqual(['a', 'b', 'e']);
  for (const step of [...schedule.ready]) schedule.take(step);
  expect(schedule.ready).toEqual([]);
  schedule.succeed('a');
  expect(names(schedule.ready)).toEqual(['d']);
  schedule.succeed('b');
  expect(names(schedule.ready)).toEqual(['d', 'c']);
  expect(schedule.allOver).toBe(false);
  for (const id of ['c', 'd', 'e']) schedule.succeed(id);
  expect(schedule.allOver).toBe(true);
});

test('a failure ends what needs it, once each, and nothing else', () => {
  const schedule = createSchedule([
    stepOf('a', []),
    stepOf('b', ['a']),
    stepOf('c', ['a', 'b']),
    stepOf('d', ['c', 'z']),
    stepOf('z', []),
  ]);
  expect([...schedule.fail('a')].sort()).toEqual(['b', 'c', 'd']);
  expect(schedule.isOver('z')).toBe(false);
  schedule.succeed('z');
  expect(names(schedule.ready)).not.toContain('d');
  expect(schedule.allOver).toBe(true);
});

test('a step that was put back is ready again', () => {
  const schedule = createSchedule([stepOf('a', []), stepOf('b', ['a'])]);
  const [a] = schedule.ready;
  if (!a) throw new Error('nothing is ready');
  schedule.take(a);
  schedule.putBack(a);
  expect(names(schedule.ready)).toEqual(['a']);
  schedule.take(a);
  schedule.succeed('a');
  expect(names(schedule.ready)).toEqual(['b']);
});

test('however steps end, every one is over in the end, and none was ready before its needs', () => {
  const graphs = fc.array(
    fc.record({ needs: fc.array(fc.nat(), { maxLength: 3 }), fails: fc.boolean(), cached: fc.boolean() }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(graphs, (items) => {
      const steps = items.map(({ needs, cached }, index) =>
        stepOf(`n${index}`, index === 0 ? [] : [...new Set(needs.map((need) => `n${need % index}`))], cached),
      );
      const schedule = createSchedule(steps);
      const started: string[] = [];
      for (let step = schedule.ready[0]; step; step = schedule.ready[0]) {
        schedule.take(step);
        started.push(step.nodeId);
        if (!step.cached) for (const need of Object.keys(step.inputs)) expect(started).toContain(need);
        const fails = items[Number(step.nodeId.slice(1))]?.fails && !step.cached;
        if (fails) for (const skipped of schedule.fail(step.nodeId)) expect(started).not.toContain(skipped);
        else schedule.succeed(step.nodeId);
      }
      expect(new Set(started).size).toBe(started.length);
      expect(schedule.allOver).toBe(true);
    }),
  );
});

test('where a step waits for somebody, nothing is tried in its place', () => {
  const steps = [stepOf('agent', []), stepOf('after', ['agent']), stepOf('else', []), stepOf('try', ['after', 'else'])];
  const chooses = ({ nodeId }: Step) =>
    nodeId === 'try' ? { first: 'after', survives: true as const, next: () => 'else' } : undefined;
  const schedule = createSchedule(steps, chooses);
  expect([...schedule.wait('agent')].sort()).toEqual(['after', 'try']);
  expect(schedule.choosing).toEqual([]);
});
