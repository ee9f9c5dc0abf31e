import { GenloomError, type Run, type Trajectories, type Trajectory, trajectoriesView } from '@/graph';
import { MOTION_SIGNS, readSigns } from '@/ml/text/symbols';
import { type MotionScale, parseScale, statesOfCodes } from '../../common/simulation/motion-scale';
import type { textToMotion } from './node';

export const run: Run<typeof textToMotion> = async ({ scale: given, answers, text, beside }, _params, context) => {
  const scale = parseScale(given);
  const width = scale.variables.length;
  const written = [
    ...(answers?.items ?? []).map(({ prompt, answer }) => ({ prompt, document: prompt + answer })),
    ...(text?.items ?? []).map((document) => ({ prompt: '', document })),
  ];
  if (written.length === 0)
    throw new GenloomError({
      code: 'motion.nothing-given',
      title: 'There is nothing to read.',
      fix: 'Wire “Answer prompts” to it, or documents that “Motion to text” made.',
    });
  if (beside && (beside.runs.length < written.length || beside.variables.length !== width))
    throw new GenloomError({
      code: 'motion.other-runs',
      title: `There are ${written.length.toLocaleString('en')} texts of ${width} numbers, and ${beside.runs.length.toLocaleString('en')} true runs of ${beside.variables.length}.`,
      fix: 'Wire the runs kept aside by the same “Motion to text” whose beginnings were answered.',
    });
  const wrong: string[] = [];
  const runs = written.flatMap(({ prompt, document }, at): Trajectory[] => {
    const found = readSigns(document, MOTION_SIGNS);
    const states = found && statesOfCodes(found.codes, scale);
    if (!states || states.length < 2 * width) {
      wrong.push(`number ${at + 1} ${found ? 'has a sign out of turn, or ends at once' : 'holds no motion'}`);
      return [];
    }
    const real = beside?.runs[at];
    const from = (readSigns(prompt, MOTION_SIGNS)?.codes.length ?? 0) / width;
    const own: Trajectory = {
      start: real?.start ?? at,
      by: 'language model',
      states,
      controls: controlsFor(beside, real, states.length / width),
      parameters: real?.parameters ?? scale.parameters.map(({ usual }) => usual),
      ...(from >= 1 && { marks: [{ step: Math.floor(from) - 1, text: 'from here on written' }] }),
    };
    return real ? [real, own] : [own];
  });
  if (wrong.length > 0)
    context.log(
      'warning',
      `${wrong.length.toLocaleString('en')} of ${written.length.toLocaleString('en')} are no motions and are left out: ${wrong.slice(0, 3).join('; ')}.`,
    );
  if (runs.length === 0)
    throw new GenloomError({
      code: 'motion.unreadable',
      title: 'None of these texts holds a motion.',
      detail: `${wrong.slice(0, 3).join('; ')}.`,
      fix: 'Wire “Form” of “Motion to text” to “Answer prompts”, or train the model longer.',
    });
  const trajectories: Trajectories = { ...(beside ?? describedBy(scale)), runs: inOrder(runs) };
  context.preview(trajectoriesView(trajectories, false), 'trajectories');
  return { trajectories };
};

/** True runs first: who measures takes the first for the truth. */
const inOrder = (runs: readonly Trajectory[]): Trajectory[] => [
  ...runs.filter(({ by }) => by !== 'language model'),
  ...runs.filter(({ by }) => by === 'language model'),
];

/** What was set in the true run, as far as it goes. */
function controlsFor(all: Trajectories | undefined, real: Trajectory | undefined, steps: number): Float64Array {
  const controls = new Float64Array(steps * (all?.controls.length ?? 0));
  if (real) controls.set(real.controls.subarray(0, controls.length));
  return controls;
}

const describedBy = ({ system, timeStep, variables, parameters }: MotionScale): Omit<Trajectories, 'runs'> => {
  const quantity = ({ name, unit, angle }: MotionScale['variables'][number] | MotionScale['parameters'][number]) => ({
    name,
    unit,
    ...(angle && { angle }),
  });
  return { system, timeStep, variables: variables.map(quantity), controls: [], parameters: parameters.map(quantity) };
};
