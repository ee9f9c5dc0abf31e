import { GenloomError, type Run, type Surrogate, type Trajectories, type Trajectory } from '@/graph';
import { rollOut } from '@/ml/physics/roll-out';
import { stateAt, stepsOf } from '@/ml/physics/trajectory';
import { withStepper } from '../../common/simulation/stepper';
import type { twinWhatIf } from './node';

export const run: Run<typeof twinWhatIf> = async ({ trajectories, surrogate }, { from, steps, what, to }, context) => {
  const change = changeOf(trajectories, what.trim(), surrogate);
  // Each run as whoever followed it last believes it.
  const last = trajectories.runs.at(-1)?.by;
  const believed = trajectories.runs.filter(({ by }) => by === last);
  const shortest = Math.min(...believed.map((one) => stepsOf(trajectories, one)));
  if (believed.length === 0 || from >= shortest - 1)
    throw new GenloomError({
      code: 'twin.from-beyond',
      title:
        believed.length === 0
          ? 'There is no run to go on from.'
          : `Step ${from} is not before the end, ${shortest - 1}.`,
      fix: 'Connect what “Digital twin” gives, and set “From” to a step on its way.',
    });
  const far = Math.min(steps, shortest - 1 - from);
  if (far < steps)
    context.log(
      'warning',
      `What is set from outside is known for ${far.toLocaleString('en')} more steps, so that is how far it looks ahead.`,
    );
  const width = trajectories.controls.length;
  const begun = believed.map(
    (one): Trajectory => ({
      start: one.start,
      by: one.by,
      states: Float64Array.from(stateAt(trajectories, one, from)),
      controls: one.controls.slice(from * width, (from + far + 1) * width),
      parameters: one.parameters,
    }),
  );
  const otherwise = begun.map((one) => ({
    ...one,
    controls:
      change.control === null
        ? one.controls
        : one.controls.map((value, at) => (at % width === change.control ? to : value)),
    parameters: one.parameters.map((value, at) => (at === change.parameter ? to : value)),
  }));
  const ways = await withStepper(surrogate, trajectories, async (stepper) => {
    const go = (runs: readonly Trajectory[], by: string, before: number) =>
      rollOut({ ...trajectories, runs }, stepper, {
        steps: far,
        by,
        breathe: async (done) => {
          context.progress({ done: before + done, total: 2 * far });
          await context.breathe();
        },
      });
    return [...(await go(begun, 'as it is', 0)), ...(await go(otherwise, `${what.trim()} ${to}`, far))];
  });
  return { trajectories: { ...trajectories, runs: ways } };
};

/** Which parameter or control is meant. @throws GenloomError where there is none, or where the surrogate never saw it otherwise */
function changeOf(
  { parameters, controls }: Trajectories,
  what: string,
  surrogate: Surrogate | undefined,
): { readonly parameter: number | null; readonly control: number | null } {
  const placeIn = (all: Trajectories['controls']) => {
    const at = all.findIndex(({ name }) => name.toLowerCase() === what.toLowerCase());
    return at < 0 ? null : at;
  };
  const [parameter, control] = [placeIn(parameters), placeIn(controls)];
  const names = [...parameters, ...controls].map(({ name }) => `“${name}”`).join(', ');
  if (parameter === null && control === null)
    throw new GenloomError({
      code: 'twin.no-such-setting',
      title: `Nothing of this system is called “${what}”.`,
      fix: names ? `Change one of ${names}.` : 'Take a system that has parameters.',
    });
  const place = control ?? controls.length + (parameter ?? 0);
  if (surrogate && (surrogate.told.varied[place] ?? surrogate.told.varied.at(-1)) === false)
    throw new GenloomError({
      code: 'twin.never-otherwise',
      title: `In all that the surrogate learned from, ${what} was the same, so it cannot know what else would do.`,
      fix: 'Let runs differ in it in the “Simulation” that it learns from, or take the surrogate off: the law itself knows.',
    });
  return { parameter: control === null ? parameter : null, control };
}
