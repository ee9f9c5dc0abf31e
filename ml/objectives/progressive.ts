import type { Arrays } from '../arrays';
import { drawNoisedBatch, type NoisedBatch, ontoGrid } from '../diffusion/batch';
import { uniformTime } from '../diffusion/flow-matching';
import type { Level } from '../diffusion/levels';
import { processLevels } from '../diffusion/process';
import { type ProgressiveLossOptions, progressiveLoss } from '../diffusion/progressive';
import { scalar } from '../tf';
import type { LossContext, Objective } from './objective';
import { askedWith, itemsIn, type Teacher, writing } from './teacher';

export interface ProgressiveDistillation extends Omit<ProgressiveLossOptions, 'grid'> {
  /** How many steps the student takes in the end. */
  readonly steps: number;
  /** How often the number of steps is halved until then: the teacher begins with `steps · 2^halvings`. */
  readonly halvings: number;
  /** Updates of the weights in each halving. */
  readonly stageSteps: number;
}

/**
 * Progressive distillation (Salimans & Ho 2022, algorithm 2): lead in one step where the teacher leads in two; then be the teacher, and begin again with half
 * the steps. The student should begin with the weights of the first teacher. Besides the loss it tells how many steps the student of the moment takes.
 */
export function progressiveDistillation(
  teacher: Teacher,
  { steps, halvings, stageSteps, ...options }: ProgressiveDistillation,
): Objective<Arrays, NoisedBatch> & Required<Pick<Objective<Arrays, NoisedBatch>, 'measures'>> {
  const stages: readonly (readonly Level[])[] = Array.from({ length: halvings }, (_, stage) =>
    processLevels(teacher.process, steps * 2 ** (halvings - stage)),
  );
  // Only the first teacher is guided: its students have learned it.
  const unguided: Teacher = { network: teacher.network, process: teacher.process };
  const stageOf = ({ target }: LossContext) => {
    const stage = Math.min(halvings - 1, Math.floor((target?.updates ?? 0) / stageSteps));
    const grid = stages[stage] ?? [];
    return { grid, ends: grid.filter((_, index) => index % 2 === 0), teacher: stage === 0 ? teacher : unguided };
  };
  return {
    // Where steps begin depends on the stage, which only the loss is told.
    draw: (data, batchSize, random) =>
      drawNoisedBatch(data, batchSize, random, { time: uniformTime, ...writing(teacher) }),
    size: itemsIn,
    targetDecay: (update) => ((update + 1) % stageSteps === 0 && update + 1 < halvings * stageSteps ? 0 : 1),
    loss: (_all, weights, batch, context) => {
      const { grid, ends, teacher } = stageOf(context);
      const still = { ...(context.constants && { constants: context.constants }) };
      const people = {
        student: askedWith(unguided, weights, context),
        teacher: askedWith(teacher, context.target?.weights ?? weights, still),
      };
      return progressiveLoss(people, ontoGrid(batch, ends), { ...options, grid });
    },
    measures: (_weights, _batch, context) => ({ steps: scalar(stageOf(context).ends.length - 1) }),
  };
}
