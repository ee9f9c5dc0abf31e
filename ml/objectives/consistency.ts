import type { Arrays } from '../arrays';
import { drawNoisedBatch, gridTime, type NoisedBatch } from '../diffusion/batch';
import { type ConsistencyLossOptions, consistencyLoss } from '../diffusion/consistency';
import { processLevels } from '../diffusion/process';
import type { Tensor } from '../tf';
import type { Objective } from './objective';
import { askedWith, itemsIn, type Teacher, writing } from './teacher';

export interface ConsistencyDistillation extends Omit<ConsistencyLossOptions, 'grid'> {
  /** Into how many steps a path of the teacher is cut. */
  readonly steps: number;
  /** μ: the share of the target that a step leaves (Song et al. 2023, eq. 8). */
  readonly targetDecay: number;
}

/**
 * Consistency distillation (Song et al. 2023, algorithm 2): say the same all along a path of the teacher, whose weights do not change. The target network is a
 * moving average of the student, which should begin with the weights of the teacher.
 */
export function consistencyDistillation(
  teacher: Teacher,
  teacherWeights: Readonly<Record<string, Tensor>>,
  { steps, targetDecay, ...options }: ConsistencyDistillation,
): Objective<Arrays, NoisedBatch> {
  const grid = processLevels(teacher.process, steps);
  const student: Teacher = { network: teacher.network, process: teacher.process };
  return {
    draw: (data, batchSize, random) =>
      drawNoisedBatch(data, batchSize, random, { time: gridTime(grid), ...writing(teacher) }),
    size: itemsIn,
    targetDecay: () => targetDecay,
    loss: (_all, weights, batch, context) => {
      const still = { ...(context.constants && { constants: context.constants }) };
      const people = {
        student: askedWith(student, weights, context),
        target: askedWith(student, context.target?.weights ?? weights, still),
        teacher: askedWith(teacher, teacherWeights, still),
      };
      return consistencyLoss(people, batch, { ...options, grid });
    },
  };
}
