import { expect, test } from 'vitest';
import { z } from '@/graph';
import { advance, leapfrog, rungeKutta } from '@/ml/physics/integrate';
import { simulate } from '@/ml/physics/simulate';
import { bodiesOf, systemOf } from '@/ml/physics/system';
import { stateAt, stepsOf } from '@/ml/physics/trajectory';
import fixture from '@/tests/fixtures/physics/scipy.json';

const { cases } = z
  .object({
    cases: z.array(
      z.object({
        system: z.enum(['pendulum', 'springs', 'orbits', 'heat']),
        bodies: z.number(),
        state: z.array(z.number()),
        control: z.array(z.number()),
        parameters: z.array(z.number()),
        seconds: z.number(),
        after: z.array(z.number()),
      }),
    ),
  })
  .parse(fixture);

test.each(cases.map((one, at) => [`${one.system} ${at}`, one] as const))('%s moves as scipy says', (_name, one) => {
  const system = systemOf(one.system, one.bodies);
  expect(bodiesOf(one.system, one.state.length)).toBe(one.bodies);
  const state = Float64Array.from(one.state);
  const found = advance(system, state, one.control, one.parameters, one.seconds, 4_000);
  for (const [at, value] of one.after.entries()) expect(found[at]).toBeCloseTo(value, 8);
  expect([...state]).toEqual(one.state);
});

test('masses on springs swing as their normal modes, in closed form', () => {
  const masses = 4;
  const mode = 2;
  const system = systemOf('springs', masses);
  const shape = Array.from({ length: masses }, (_, mass) => Math.sin((mode * Math.PI * (mass + 1)) / (masses + 1)));
  const pace = 2 * Math.sqrt(3) * Math.sin((mode * Math.PI) / (2 * (masses + 1)));
  const found = leapfrog(system, Float64Array.from([...shape, 0, 0, 0, 0]), [0], [3, 0], 7, 2_000);
  for (const [mass, height] of shape.entries()) expect(found[mass]).toBeCloseTo(height * Math.cos(pace * 7), 8);
});

test('a wave of heat fades as its closed form says', () => {
  const places = 9;
  const system = systemOf('heat', places);
  const wave = Array.from({ length: places }, (_, place) => Math.sin((3 * Math.PI * (place + 1)) / (places + 1)));
  const rate = 0.02 * (places + 1) ** 2 * 4 * Math.sin((3 * Math.PI) / (2 * (places + 1))) ** 2;
  const found = rungeKutta(system, Float64Array.from(wave), [], [0.02], 0.5, 200);
  for (const [place, height] of wave.entries()) expect(found[place]).toBeCloseTo(height * Math.exp(-rate * 0.5), 9);
});

test.each([
  ['pendulum', 1, [1, 0]],
  ['springs', 3, [2, 0]],
  ['orbits', 2, [1, 0.5]],
  ['orbits', 3, [1, 1, 1]],
] as const)('nothing that rubs not loses energy: %s of %i', (name, bodies, parameters) => {
  const all = simulate({
    system: name,
    bodies,
    runs: 2,
    steps: 400,
    timeStep: 0.05,
    parameters,
    spread: parameters.map(() => 0),
    reach: 1,
    drive: 0,
    seed: 5,
  });
  const { keptOf } = systemOf(name, bodies);
  for (const run of all.runs) {
    const first = keptOf(stateAt(all, run, 0), run.parameters);
    for (let step = 0; step < stepsOf(all, run); step += 50)
      expect(Math.abs(keptOf(stateAt(all, run, step), run.parameters) / first - 1)).toBeLessThan(1e-6);
  }
});

test('runs are those of their seed, and the second is the same whether the first was asked for', () => {
  const asked = {
    system: 'pendulum',
    bodies: 1,
    runs: 2,
    steps: 5,
    timeStep: 0.05,
    parameters: [1, 0.1],
    spread: [0, 0.5],
    reach: 1,
    drive: 1,
    seed: 3,
  } as const;
  const both = simulate(asked);
  expect(simulate({ ...asked, runs: 1 }, 1).runs[0]).toEqual(both.runs[1]);
  expect(both.runs[0]?.parameters[1]).not.toBe(both.runs[1]?.parameters[1]);
  expect(both.runs[0]?.parameters[0]).toBe(1);
});
