import { GenloomError, type Run, type Trajectory } from '@/graph';
import { stepsOf } from '@/ml/physics/trajectory';
import { formOf, MOTION_SIGNS, signsOf } from '@/ml/text/symbols';
import { documentsView } from '../../common/documents';
import { requireLike } from '../../common/simulation/alike';
import { codesOfStates, scaleData, scaleOf } from '../../common/simulation/motion-scale';
import type { motionToText } from './node';

const { open, close, size } = MOTION_SIGNS;

export const run: Run<typeof motionToText> = async ({ trajectories: all, own }, params, context) => {
  const { levels, law } = params;
  const width = all.variables.length;
  // The last are kept aside, unless others are given to go on with: one more run changes nothing for those before it.
  const learned = own ? all.runs.length : all.runs.length - params.aside;
  if (learned < 1)
    throw new GenloomError({
      code: 'motion.all-aside',
      title: 'Nothing is left to learn from.',
      detail: `There are ${all.runs.length.toLocaleString('en')} runs, and ${params.aside.toLocaleString('en')} are kept aside.`,
      fix: 'Keep fewer aside, or give more runs.',
    });
  if (width * levels > size)
    throw new GenloomError({
      code: 'motion.too-many-signs',
      title: `${width} numbers of ${levels} levels each would take ${(width * levels).toLocaleString('en')} signs, and there are ${size}.`,
      fix: `Set at most ${Math.floor(size / width)} levels, or take a system of fewer numbers.`,
    });
  if (own) requireLike(own, all, 'runs of yours', 'those that are learned');
  const runs = all.runs.slice(0, learned);
  // A motion ends after as many moments as the longest that was learned.
  const longest = Math.max(...runs.map((one) => stepsOf(all, one)));
  const scale = scaleOf({ ...all, runs }, levels, law);
  let [beyond, numbers] = [0, 0];
  const write = ({ states }: Trajectory): string => {
    const found = codesOfStates(states, scale);
    beyond += found.beyond;
    numbers += states.length;
    return signsOf(found.codes, MOTION_SIGNS);
  };
  const items: string[] = [];
  for (const [index, one] of runs.entries()) {
    items.push(`${open}${write(one)}${close}`);
    context.progress({ done: index + 1, total: runs.length });
    if (index % 100 === 99) await context.breathe();
  }
  const kept = own ?? { ...all, runs: all.runs.slice(learned) };
  const starts = kept.runs.map((one) => {
    const steps = stepsOf(kept, one);
    // Of somebody's own run all may be given: it goes on as long as others are.
    const given = own && steps < longest ? steps : Math.max(1, Math.min(steps - 1, Math.round(steps * params.given)));
    return open + write({ ...one, states: one.states.subarray(0, given * width) });
  });
  if (beyond > 0)
    context.log(
      'warning',
      `${beyond.toLocaleString('en')} of ${numbers.toLocaleString('en')} numbers lie outside of what was learned, and are taken for the nearest level.`,
    );
  context.preview(documentsView(items), 'text');
  const ranges = all.variables.map((_, at) => [at * levels, (at + 1) * levels - 1] as const);
  return {
    text: { items },
    starts: { items: starts },
    kept,
    scale: scaleData(scale),
    form: formOf(MOTION_SIGNS, ranges, longest),
  };
};
