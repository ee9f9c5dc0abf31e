import { type Curve, GenloomError, type Metric, type Run } from '@/graph';
import { rollOutError } from '@/ml/metrics/roll-out';
import { bodiesOf, systemOf } from '@/ml/physics/system';
import type { evaluateRollOut } from './node';

export const run: Run<typeof evaluateRollOut> = async ({ trajectories }, { after }, { breathe }) => {
  const { runs, system, variables } = trajectories;
  // What was there before anybody foretold anything stands first.
  const real = runs[0]?.by;
  const others = [...new Set(runs.map(({ by }) => by))].filter((by) => by !== real);
  if (others.length === 0)
    throw new GenloomError({
      code: 'simulation.nothing-foretold',
      title: 'Nobody foretold anything here: there is nothing to compare.',
      fix: 'Connect what “Roll out” or “Digital twin” gives.',
    });
  const truth = runs.filter(({ by }) => by === real);
  const values: Metric[] = [];
  const errors: Curve[] = [];
  const drifts: Curve[] = [];
  const kept = system && systemOf(system, bodiesOf(system, variables.length)).kept.name;
  for (const by of others) {
    const found = rollOutError(
      trajectories,
      truth,
      runs.filter((one) => one.by === by),
    );
    await breathe();
    const last = Math.min(after, found.error.length - 1);
    const whose = others.length > 1 ? `, ${by}` : '';
    const percent = (share: number) => 100 * share;
    values.push(
      {
        name: `Error after ${last.toLocaleString('en')} steps${whose}`,
        value: percent(found.error[last] ?? 0),
        unit: '%',
        better: 'lower',
        help: 'The distance from the true state, as a share of how large the true states of that run are in the mean square, each variable in its own spread.',
      },
      {
        name: `Largest mean error on the way${whose}`,
        value: percent(Math.max(...found.error.slice(0, last + 1))),
        unit: '%',
        better: 'lower',
      },
      { name: `Worst run at the end${whose}`, value: percent(found.worst[last] ?? 0), unit: '%', better: 'lower' },
    );
    errors.push({ name: by, unit: 'error, %', over: 'step', ...seen(found.error.map(percent)) });
    if (found.drift && kept) {
      values.push({
        name: `Drift of ${kept}${whose}`,
        value: percent(found.drift[last] ?? 0),
        unit: '%',
        better: 'lower',
        help: `How far its ${kept} is from that of the true system then, as a share of the largest that the run had.`,
      });
      drifts.push({
        name: `${by}: drift of ${kept}`,
        unit: `drift of ${kept}, %`,
        over: 'step',
        ...seen(found.drift.map(percent)),
      });
    }
  }
  return { metrics: { values, curves: [...errors, ...drifts], notes: [] } };
};

/** Points of a curve that are enough to see it. */
const POINTS = 300;

function seen(all: readonly number[]): Pick<Curve, 'x' | 'y'> {
  const every = Math.max(1, Math.ceil(all.length / POINTS));
  const x = all.flatMap((value, at) =>
    (at % every === 0 || at === all.length - 1) && Number.isFinite(value) ? [at] : [],
  );
  return { x, y: x.map((at) => all[at] ?? 0) };
}
