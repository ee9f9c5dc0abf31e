import { beforeAll, expect, test } from 'vitest';
import type { Trajectories } from '@/graph';
import * as tf from '@/ml/tf';
import { evaluateRollOut } from '@/nodes/evaluate/roll-out/node';
import { run as measureRollOut } from '@/nodes/evaluate/roll-out/run';
import { generateRollOut } from '@/nodes/generate/roll-out/node';
import { run as rollOut } from '@/nodes/generate/roll-out/run';
import { prepareTimeSeries } from '@/nodes/prepare/time-series/node';
import { run as readSeries } from '@/nodes/prepare/time-series/run';
import { sourceSimulation } from '@/nodes/source/simulation/node';
import { run as simulate } from '@/nodes/source/simulation/run';
import { trainSurrogate } from '@/nodes/train/surrogate/node';
import { run as train } from '@/nodes/train/surrogate/run';
import { twinFollow } from '@/nodes/twin/follow/node';
import { run as follow } from '@/nodes/twin/follow/run';
import { twinWhatIf } from '@/nodes/twin/what-if/node';
import { run as whatIf } from '@/nodes/twin/what-if/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
});

const draw = async (params: object, seed = 1) =>
  simulate({}, sourceSimulation.params.parse(params), testContext({ seed }));
const driven = { drive: 1, reach: 0.7 };

test.each(['next-state', 'neural-ode'])(
  'a surrogate (%s) learns a pendulum and lies on it where it never was, and leaves no tensor',
  async (method) => {
    const before = tf.memory().numTensors;
    const { trajectories } = await draw({ ...driven, runs: 20, steps: 60 });
    const params = trainSurrogate.params.parse({
      method,
      steps: 20,
      ahead: 2,
      width: 8,
      batchSize: 32,
      evaluateEvery: 20,
    });
    const { surrogate } = await train({ trajectories }, params, testContext({}));
    const held = (await draw({ ...driven, runs: 4, steps: 80 }, 2)).trajectories;
    const gone = await rollOut(
      { surrogate, trajectories: held },
      generateRollOut.params.parse({ steps: 80 }),
      testContext({}),
    );
    const { metrics } = await measureRollOut(
      { trajectories: gone.trajectories },
      evaluateRollOut.params.parse({ after: 80 }),
      testContext({}),
    );
    expect(metrics.values[0]?.name).toBe('Error after 80 steps');
    expect(metrics.values[0]?.value).toBeGreaterThan(0);
    expect(metrics.values[0]?.value).toBeLessThan(5);
    expect(metrics.curves.map(({ name }) => name)).toContain(
      `${method === 'neural-ode' ? 'neural ODE' : 'surrogate'}: drift of energy`,
    );
    expect(tf.memory().numTensors).toBe(before);
    // Another one beside it begins at the truth too, and has a name of its own.
    const again = await rollOut(
      { surrogate, trajectories: gone.trajectories },
      generateRollOut.params.parse({ steps: 80 }),
      testContext({}),
    );
    const [, first, second] = [...new Set(again.trajectories.runs.map(({ by }) => by))];
    expect(second).toBe(`${first} 2`);
    const states = (by: string | undefined) =>
      again.trajectories.runs.filter((one) => one.by === by).map((one) => one.states);
    expect(states(second)).toEqual(states(first));
    // It is kept and read again as it is.
    const codec = codecOf('surrogate');
    expect(codec.decode(codec.encode(surrogate))).toEqual(surrogate);
    // Friction never differed.
    const asked = twinWhatIf.params.parse({ from: 10, steps: 20 });
    expect((await refusalOf(async () => whatIf({ trajectories: held, surrogate }, asked, testContext({})))).code).toBe(
      'twin.never-otherwise',
    );
  },
);

test('a graph network learns from three masses and carries five on; a pendulum has no bodies', async () => {
  const before = tf.memory().numTensors;
  const springs = { system: 'springs', timeStep: 0.1, drive: 0.5, frictionSpread: 0.2 };
  const { trajectories } = await draw({ ...springs, runs: 8, steps: 60 });
  const asked = { network: 'graph', steps: 4, ahead: 2, width: 8, batchSize: 16, evaluateEvery: 4 };
  const params = trainSurrogate.params.parse(asked);
  const { surrogate } = await train({ trajectories }, params, testContext({}));
  const five = (await draw({ ...springs, masses: 5, runs: 2, steps: 60 }, 2)).trajectories;
  const steps = generateRollOut.params.parse({ steps: 60 });
  const { trajectories: gone } = await rollOut({ surrogate, trajectories: five }, steps, testContext({}));
  const measured = evaluateRollOut.params.parse({ after: 60 });
  const { metrics } = await measureRollOut({ trajectories: gone }, measured, testContext({}));
  expect(metrics.values[0]?.value).toBeGreaterThan(0);
  expect(metrics.values[0]?.value).toBeLessThan(10);
  const codec = codecOf('surrogate');
  expect(codec.decode(codec.encode(surrogate))).toEqual(surrogate);
  expect(tf.memory().numTensors).toBe(before);
  // What if takes it too, and so does a twin, of another number of masses.
  const otherwise = twinWhatIf.params.parse({ from: 5, steps: 20, what: 'friction', to: 0.05 });
  expect((await whatIf({ trajectories: five, surrogate }, otherwise, testContext({}))).trajectories.runs).toHaveLength(
    4,
  );
  const { measured: clean } = await draw({ ...springs, masses: 4, runs: 1, steps: 24 }, 3);
  const short = twinFollow.params.parse({ window: 10 });
  const twin = await follow({ measured: clean, clean, surrogate }, short, testContext({}));
  expect(twin.trajectories.runs.at(-1)?.by).toBe('twin');

  const pendulum = (await draw({ runs: 4 })).trajectories;
  const refused = await refusalOf(async () => train({ trajectories: pendulum }, params, testContext({})));
  expect(refused.title).toContain('a pendulum is alone');
  // A pendulum is not carried on by what learned springs.
  const other = await refusalOf(async () => rollOut({ surrogate, trajectories: pendulum }, steps, testContext({})));
  expect(other.code).toBe('simulation.other-system');
});

test('a twin that knows the law finds a jump of friction and a stuck sensor, and is told of neither', async () => {
  const { measured: clean } = await draw({ ...driven, runs: 1, steps: 900 }, 3);
  for (const fault of ['friction', 'stuck']) {
    const { measured } = await draw({ ...driven, runs: 1, steps: 500, fault, faultStep: 300 }, 4);
    const unmarked: Trajectories = { ...measured, runs: measured.runs.map(({ marks: _none, ...run }) => run) };
    const { metrics } = await follow({ measured: unmarked, clean }, twinFollow.params.parse({}), testContext({}));
    const first = metrics.values.find(({ name }) => name === 'First alarm')?.value ?? 0;
    expect(first).toBeGreaterThanOrEqual(300);
    expect(first).toBeLessThan(350);
  }
});

test('what if: both ways begin at one state and part', async () => {
  const { trajectories } = await draw({ ...driven, runs: 1, steps: 200 }, 3);
  const asked = twinWhatIf.params.parse({ from: 50, steps: 100, what: 'Friction', to: 2 });
  const { trajectories: ways } = await whatIf({ trajectories }, asked, testContext({}));
  const [same, other] = ways.runs;
  const real = trajectories.runs[0];
  expect([...(same?.states.slice(0, 2) ?? [])]).toEqual([...(other?.states.slice(0, 2) ?? [])]);
  // As it is, the law goes where the system went.
  for (let at = 0; at < 202; at++) expect(same?.states[at]).toBeCloseTo(real?.states[100 + at] ?? 0, 9);
  expect(Math.abs((same?.states.at(-1) ?? 0) - (other?.states.at(-1) ?? 0))).toBeGreaterThan(0.05);
  const refused = await refusalOf(async () => whatIf({ trajectories }, { ...asked, what: 'colour' }, testContext({})));
  expect(refused.fix).toContain('“length”');
});

test('runs are stored exactly, and what is exported is read again as time series', async () => {
  const { measured } = await draw({ ...driven, runs: 2, steps: 30, fault: 'bias', faultStep: 10 });
  const codec = codecOf('trajectories');
  expect(codec.decode(codec.encode(measured))).toEqual(measured);
  const csv = new TextDecoder().decode(codec.file?.(measured));
  const [head = '', ...lines] = csv.split('\n');
  expect(head).toBe('run,by,time [s],angle [rad],angular velocity [rad/s],drive [rad/s²],length [m],friction [1/s]');
  const rows = lines.map((line) => line.split(',').map((cell, at) => (at === 1 ? cell : Number(cell))));
  const columns = head
    .split(',')
    .map((name) => ({ name, kind: name === 'by' ? ('category' as const) : ('number' as const) }));
  const params = prepareTimeSeries.params.parse({
    controls: 'drive [rad/s²]',
    parameters: 'length [m]\nfriction [1/s]',
  });
  const { trajectories } = await readSeries({ table: { columns, rows } }, params, testContext({}));
  expect(trajectories.timeStep).toBeCloseTo(0.05, 9);
  expect(trajectories.variables.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
    'angle rad',
    'angular velocity rad/s',
  ]);
  expect(trajectories.runs.map(({ states }) => [...states])).toEqual(measured.runs.map(({ states }) => [...states]));
  expect(trajectories.runs[1]?.parameters).toEqual([1, 0.1]);
});

test('a missing number is a line between its neighbours and is counted; uneven steps of time are refused with their row', async () => {
  const columns = ['t', 'x'].map((name) => ({ name, kind: 'number' as const }));
  const params = prepareTimeSeries.params.parse({ time: 't' });
  const context = testContext({});
  const { trajectories } = await readSeries(
    {
      table: {
        columns,
        rows: [
          [0, 1],
          [1, null],
          [2, 5],
        ],
      },
    },
    params,
    context,
  );
  expect([...(trajectories.runs[0]?.states ?? [])]).toEqual([1, 3, 5]);
  expect(context.logs[0]).toContain('1 missing number was');
  await expect(
    (async () =>
      readSeries(
        {
          table: {
            columns,
            rows: [
              [0, 1],
              [1, 2],
              [5, 3],
            ],
          },
        },
        params,
        testContext({}),
      ))(),
  ).rejects.toThrow(/row \d stands out/);
});

test('what is seen of many long runs is bounded', async () => {
  const { trajectories } = await draw({ system: 'heat', places: 64, runs: 20, steps: 60, timeStep: 0.01 });
  const view = codecOf('trajectories').look(trajectories, { large: true });
  expect(JSON.stringify(view).length).toBeLessThan(400_000);
});
