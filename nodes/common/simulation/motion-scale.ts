import { GenloomError, type Json, type JsonObject, type Quantity, type Trajectories, z } from '@/graph';
import { type Levels, levelOf, middleOf } from '@/ml/levels';

const number = z.number();
const quantity = z.object({ name: z.string().max(200), unit: z.string().max(50), angle: z.literal(true).optional() });
const scale = z.object({
  kind: z.literal('motion-scale'),
  system: z.enum(['pendulum', 'springs', 'orbits', 'heat']).nullable(),
  timeStep: number.positive(),
  levels: z.number().int().min(2).max(10_000),
  law: z.enum(['even', 'mu-law']),
  variables: z
    .array(quantity.extend({ from: number, to: number }))
    .min(1)
    .max(1_000),
  parameters: z.array(quantity.extend({ usual: number })).max(1_000),
});

/** What each sign of a written motion stands for, and of what system. */
export type MotionScale = z.infer<typeof scale>;

/** The scale of runs: each variable from the least to the greatest number that they have. */
export function scaleOf(all: Trajectories, levels: number, law: Levels['law']): MotionScale {
  const width = all.variables.length;
  const variables = all.variables.map((variable, at) => {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { states } of all.runs)
      for (let place = at; place < states.length; place += width) {
        from = Math.min(from, states[place] ?? from);
        to = Math.max(to, states[place] ?? to);
      }
    return { ...told(variable), from, to };
  });
  const parameters = all.parameters.map((parameter, at) => {
    const sum = all.runs.reduce((total, run) => total + (run.parameters[at] ?? 0), 0);
    return { ...told(parameter), usual: sum / all.runs.length };
  });
  return { kind: 'motion-scale', system: all.system, timeStep: all.timeStep, levels, law, variables, parameters };
}

const told = ({ name, unit, angle }: Quantity) => ({ name, unit, ...(angle && { angle }) });

/** A scale as it flows on a wire. */
export const scaleData = ({ variables, parameters, ...rest }: MotionScale): JsonObject => ({
  ...rest,
  variables: variables.map((one) => ({ ...one })),
  parameters: parameters.map((one) => ({ ...one })),
});

/** The scale that flows on a wire. @throws GenloomError `motion.no-scale` */
export function parseScale(data: Json): MotionScale {
  const found = scale.safeParse(data);
  if (found.success) return found.data;
  throw new GenloomError({
    code: 'motion.no-scale',
    title: 'This does not say what the signs of a motion stand for.',
    fix: 'Wire “Scale” of the “Motion to text” whose motions the model learned.',
  });
}

/** The levels of a variable. */
export const levelsOf = ({ levels, law, variables }: MotionScale, at: number): Levels => ({
  from: variables[at]?.from ?? 0,
  to: variables[at]?.to ?? 0,
  count: levels,
  law,
});

/** States as codes, moment by moment: those of the second variable come behind all of the first, so that none is taken for another. `beyond` counts what lies outside. */
export function codesOfStates(states: ArrayLike<number>, all: MotionScale): { codes: number[]; beyond: number } {
  const width = all.variables.length;
  const each = all.variables.map((_, at) => levelsOf(all, at));
  let beyond = 0;
  const codes = Array.from({ length: states.length }, (_, place) => {
    const at = place % width;
    const levels = each[at] ?? levelsOf(all, at);
    const value = states[place] ?? 0;
    if (value < levels.from || value > levels.to) beyond++;
    return at * all.levels + levelOf(value, levels);
  });
  return { codes, beyond };
}

/** The way back. Null where a code is not one of the variable whose turn it is. */
export function statesOfCodes(codes: readonly number[], all: MotionScale): Float64Array | null {
  const width = all.variables.length;
  const states = new Float64Array(codes.length - (codes.length % width));
  for (let place = 0; place < states.length; place++) {
    const at = place % width;
    const level = (codes[place] ?? 0) - at * all.levels;
    if (level < 0 || level >= all.levels) return null;
    states[place] = middleOf(level, levelsOf(all, at));
  }
  return states;
}
