import type { Network } from '../network';
import { foretell, type SurrogateScale, scaled } from '../physics/surrogate';
import { controlAt, stateAt, stepsOf, type Trajectories } from '../physics/trajectory';
import { add, div, mean, mul, type Scalar, square, sub, type Tensor, tensor, tensor2d } from '../tf';
import type { Objective } from './objective';

/** Stretches of runs, scaled: `count × (steps + 1) × variables` numbers, and `count × steps × told` of what was set meanwhile. */
export interface Stretches {
  readonly count: number;
  readonly states: Float32Array;
  readonly told: Float32Array;
}

/**
 * Foretell a stretch of a run from its first state alone, each step from what was foretold before: the squared error of the `k`-th state, counted in `k` times
 * what a variable changes in one step, in the mean over steps, variables and stretches. So a surrogate learns to put its own small errors right
 * (Sanchez-Gonzalez et al. 2020 add noise for the same end).
 */
export function rollOutObjective(
  network: Network,
  scale: SurrogateScale,
  steps: number,
): Objective<Trajectories, Stretches> {
  const width = scale.angles.length;
  const toldWidth = scale.told.mean.length;
  const loss = (
    weights: Readonly<Record<string, Tensor>>,
    batch: Stretches,
    context: Parameters<typeof foretell>[5],
  ): Scalar => {
    const part = (step: number) => columns(batch.states, batch.count, steps + 1, width, step);
    const changes = tensor(scale.changes as number[], [1, width]);
    let x: Tensor = part(0);
    let sum: Tensor | null = null;
    for (let step = 0; step < steps; step++) {
      const told = toldWidth > 0 ? columns(batch.told, batch.count, steps, toldWidth, step) : null;
      x = foretell(network, weights, scale, x, told, context);
      const off = mean(square(div(sub(x, part(step + 1)), mul(changes, step + 1))));
      sum = sum ? add(sum, off) : off;
    }
    return div(sum ?? 0, steps).asScalar();
  };
  return {
    draw(all, batchSize, random) {
      const states = new Float64Array(batchSize * (steps + 1) * width);
      const told = new Float64Array(batchSize * steps * toldWidth);
      for (let row = 0; row < batchSize; row++) {
        const run = all.runs[random.int(all.runs.length)];
        if (!run) throw new RangeError('There is no run to learn from.');
        const from = random.int(Math.max(1, stepsOf(all, run) - steps));
        for (let step = 0; step <= steps; step++)
          states.set(stateAt(all, run, from + step), (row * (steps + 1) + step) * width);
        for (let step = 0; step < steps; step++) {
          const at = (row * steps + step) * toldWidth;
          told.set(controlAt(all, run, from + step), at);
          told.set(run.parameters, at + all.controls.length);
        }
      }
      return { count: batchSize, states: scaled(states, scale.states), told: scaled(told, scale.told) };
    },
    size: ({ count }) => count,
    loss: (_all, weights, batch, context) => loss(weights, batch, context),
  };
}

/** One step of all stretches: `[count, width]`. */
function columns(all: Float32Array, count: number, steps: number, width: number, step: number): Tensor {
  const some = new Float32Array(count * width);
  for (let row = 0; row < count; row++)
    some.set(all.subarray((row * steps + step) * width, (row * steps + step + 1) * width), row * width);
  return tensor2d(some, [count, width]);
}
