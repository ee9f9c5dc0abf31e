import type { LossContext, Objective } from '../objectives/objective';
import { createRandom } from '../random';
import { add, keep, mul, type Scalar, stack, type Tensor, tidy } from '../tf';
import { valueAndGradients } from './backward';
import type { TrainingOptions } from './options';
import type { Resident } from './resident';

/** What one step's micro-batches gave, in tensors that the caller disposes of. */
export interface StepGradients {
  /** Summed over micro-batches, as the resident collects them. */
  readonly gradients: readonly Tensor[];
  /** Mean over micro-batches. */
  readonly loss: Scalar;
  readonly tokens: number;
}

/** Whose turn it is: what it moves, by which loss, and what all networks' weights are now. */
export interface Turn<Batch> {
  readonly resident: Resident;
  readonly loss: Objective<unknown, Batch>['loss'];
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Updates done before this one. */
  readonly step: number;
  /** What its random numbers are drawn by, besides the seed. */
  readonly name: string;
}

/** Draws the batches of a turn, which depend on the seed and its name alone, and sums their gradients. */
export async function accumulateGradients<Data, Batch>(
  options: TrainingOptions<Data, Batch>,
  { resident, loss: lossOf, weights: all, step, name }: Turn<Batch>,
  given: Pick<LossContext, 'constants' | 'target' | 'observe'>,
  breath: () => Promise<void>,
): Promise<StepGradients> {
  const { objective, data, batchSize, accumulate = 1, seed } = options;
  const parts: StepGradients[] = [];
  try {
    for (let part = 0; part < accumulate; part++) {
      const random = createRandom(`${seed}/step/${name}/${part}`);
      const batch = objective.draw(data.training, batchSize, random.split('batch'));
      const context = { ...given, training: true, random: random.split('dropout'), step };
      const own = differentiate(resident, () => lossOf(options.network, all, batch, context));
      const sum = parts.pop();
      parts.push({ ...(sum ? added(sum, own) : own), tokens: (sum?.tokens ?? 0) + objective.size(batch) });
      if (part + 1 < accumulate) await breath();
    }
  } catch (error) {
    for (const part of parts) disposeGradients(part);
    throw error;
  }
  const [total] = parts;
  if (!total) throw new RangeError(`${accumulate} batches make no update.`);
  if (accumulate === 1) return total;
  const mean: Scalar = tidy(() => mul(total.loss, 1 / accumulate));
  total.loss.dispose();
  return { ...total, loss: mean };
}

/** Frees what a step's gradients hold. */
export function disposeGradients({ gradients, loss }: Pick<StepGradients, 'gradients' | 'loss'>): void {
  for (const gradient of gradients) gradient.dispose();
  loss.dispose();
}

/** Two numbers in one wait. */
export async function readTogether(a: Scalar, b: Scalar): Promise<[number, number]> {
  const both = stack([a, b]);
  const [first = Number.NaN, second = Number.NaN] = await both.data();
  both.dispose();
  return [first, second];
}

function differentiate(resident: Resident, lossOf: () => Scalar): { gradients: Tensor[]; loss: Scalar } {
  const keys = Object.keys(resident.weights);
  return tidy(() => {
    const { value, gradients } = valueAndGradients(lossOf, Object.values(resident.weights));
    const found = keys.flatMap((key, index): [string, Tensor][] => {
      const gradient = gradients[index];
      return gradient ? [[key, gradient]] : [];
    });
    return { gradients: resident.collect(Object.fromEntries(found)), loss: keep(value) };
  });
}

function added(a: Pick<StepGradients, 'gradients' | 'loss'>, b: Pick<StepGradients, 'gradients' | 'loss'>) {
  const gradients = a.gradients.map((gradient, index) => {
    const other = b.gradients[index];
    return other ? tidy(() => keep(add(gradient, other))) : gradient;
  });
  const loss: Scalar = tidy(() => keep(add(a.loss, b.loss)));
  disposeGradients(a);
  disposeGradients(b);
  return { gradients, loss };
}
