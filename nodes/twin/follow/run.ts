import { type Curve, GenloomError, type Metric, type Run, type Trajectories, type Trajectory, type z } from '@/graph';
import { spreadOf, statesOf, stepsOf } from '@/ml/physics/trajectory';
import { alarmsOf, type Followed, follow, movingMean, noiseVariance, thresholdOf } from '@/ml/physics/twin';
import type { Noise } from '@/ml/physics/unscented';
import { requireLike } from '../../common/simulation/alike';
import { withStepper } from '../../common/simulation/stepper';
import type { twinFollow } from './node';

export const run: Run<typeof twinFollow> = async ({ measured, clean, surrogate }, params, context) => {
  const { window, deviations } = params;
  requireLike(clean, measured, 'measurements while all was well', 'the stream');
  requireSteps(clean, 2 * window + 2, 'clean measurements');
  requireSteps(measured, window + 1, 'stream');
  const spread = spreadOf(statesOf(clean), measured.variables.length).deviation;
  const noise = noiseOf(clean, spread, params);
  const total = [...clean.runs, ...measured.runs].reduce((sum, one) => sum + stepsOf(measured, one), 0);
  let done = 0;
  const { quiet, streams } = await withStepper(surrogate, measured, async (stepper) => {
    const followed = async (all: Trajectories): Promise<readonly Followed[]> => {
      const found: Followed[] = [];
      for (const stream of all.runs) {
        found.push(
          await follow(all, stream, stepper, noise, {
            unsure: spread,
            breathe: async (step) => {
              context.progress({ done: done + step, total });
              await context.breathe();
            },
          }),
        );
        done += stepsOf(all, stream);
      }
      return found;
    };
    return { quiet: await followed(clean), streams: await followed(measured) };
  });
  const threshold = Math.max(...quiet.map(({ surprise }) => thresholdOf(surprise, window, deviations)));
  const watched = measured.runs.map((stream, at) => {
    const { states, surprise } = streams[at] ?? { states: new Float64Array(0), surprise: new Float64Array(0) };
    return { stream, states, surprise, alarms: alarmsOf(surprise, window, threshold) };
  });
  return {
    trajectories: {
      ...measured,
      runs: [
        ...measured.runs,
        ...watched.map(
          ({ stream, states, alarms }): Trajectory => ({
            start: stream.start,
            by: 'twin',
            states,
            controls: stream.controls,
            parameters: stream.parameters,
            marks: alarms
              .slice(0, SHOWN)
              .map(({ from, to }) => ({ step: from, text: to > from ? `alarm until step ${to}` : 'alarm' })),
          }),
        ),
      ],
    },
    metrics: {
      values: watched.flatMap((one) => figuresOf(one, measured.runs.length > 1 ? `, run ${one.stream.start + 1}` : '')),
      curves: curvesOf(watched[0]?.surprise ?? [], window, threshold),
      notes: watched.flatMap(({ stream, alarms }) =>
        alarms
          .slice(0, 1)
          .map(
            ({ from }) =>
              `Run ${stream.start + 1}: from step ${from.toLocaleString('en')} on it is no longer as it was while all was well.`,
          ),
      ),
    },
  };
};

/** Alarms that are marked, of each run. */
const SHOWN = 50;

function noiseOf(
  clean: Trajectories,
  spread: readonly number[],
  { sensors, modelError }: z.infer<typeof twinFollow.params>,
): Noise {
  const { variables, system } = clean;
  const places = sensors === 'places' && system !== 'heat' ? variables.length / 2 : variables.length;
  // Of a system with velocities the first half are places; of a pendulum the angle.
  const seen = Array.from({ length: Math.ceil(places) }, (_, variable) => ({
    variable,
    variance: Math.max(noiseVariance(clean, variable), (1e-6 * (spread[variable] ?? 1)) ** 2),
  }));
  return { seen, process: spread.map((one) => (modelError * one) ** 2) };
}

function figuresOf(
  { stream, alarms }: { readonly stream: Trajectory; readonly alarms: readonly { readonly from: number }[] },
  whose: string,
): readonly Metric[] {
  const fault = stream.marks?.[0];
  const early = fault ? alarms.filter(({ from }) => from < fault.step) : alarms;
  const found = fault && alarms.find(({ from }) => from >= fault.step);
  return [
    { name: `Alarms${whose}`, value: alarms.length },
    ...(alarms[0] ? [{ name: `First alarm${whose}`, value: alarms[0].from, unit: 'step' }] : []),
    ...(fault
      ? [
          { name: `False alarms before the fault${whose}`, value: early.length, better: 'lower' as const },
          ...(found
            ? [
                {
                  name: `Found after${whose}`,
                  value: found.from - fault.step,
                  unit: 'steps',
                  better: 'lower' as const,
                  help: 'Steps from the fault, which the twin is not told of, to the alarm.',
                },
              ]
            : []),
        ]
      : []),
  ];
}

function curvesOf(surprise: ArrayLike<number>, window: number, threshold: number): readonly Curve[] {
  const means = movingMean(surprise, window);
  const every = Math.max(1, Math.ceil(means.length / POINTS));
  // The largest of each stretch, so that no peak is lost.
  const x = Array.from({ length: Math.ceil(means.length / every) }, (_, at) => at * every);
  const y = x.map((from) => means.subarray(from, from + every).reduce((most, one) => Math.max(most, one), 0));
  const common = { unit: 'surprise', over: 'step' } as const;
  return [
    { name: `surprise, mean of ${window} steps`, ...common, x, y: y.map((one) => Math.min(one, 5 * threshold)) },
    { name: 'alarm beyond', ...common, x: [0, means.length - 1], y: [threshold, threshold] },
  ];
}

const POINTS = 300;

function requireSteps(all: Trajectories, least: number, what: string): void {
  const shortest = Math.min(...all.runs.map((one) => stepsOf(all, one)));
  if (all.runs.length === 0 || shortest < least)
    throw new GenloomError({
      code: 'twin.too-short',
      title:
        all.runs.length === 0
          ? `The ${what} have no run.`
          : `The ${what} have ${shortest} steps, and at least ${least} are needed.`,
      fix: 'Make the runs longer, or the window of the twin shorter.',
    });
}
