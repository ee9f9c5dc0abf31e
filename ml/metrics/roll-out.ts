import { bodiesOf, systemOf } from '../physics/system';
import { spreadOf, stateAt, stepsOf, type Trajectories, type Trajectory } from '../physics/trajectory';

/** How far foretold runs are from the true ones, step by step, in the mean over runs. */
export interface RollOutError {
  /**
   * `‖x̂ₖ − xₖ‖ / √(mean over the run of ‖xⱼ‖²)`, of variables that are counted from their mean in their deviation over all true runs: 1 is as far off as to
   * know nothing. Infinite where a run left all numbers behind.
   */
  readonly error: readonly number[];
  /** The same at each step of the run that is worst there. */
  readonly worst: readonly number[];
  /** Of a system that is known: how far what it would keep undisturbed is from that of the true run, over the largest that the true run had. */
  readonly drift: readonly number[] | null;
}

/** Compares runs that begin alike, as far as both go. @throws RangeError where no two begin alike */
export function rollOutError(
  all: Trajectories,
  truth: readonly Trajectory[],
  foretold: readonly Trajectory[],
): RollOutError {
  const width = all.variables.length;
  const scale = spreadOf(
    truth.flatMap((run) => Array.from({ length: stepsOf(all, run) }, (_, step) => stateAt(all, run, step))),
    width,
  );
  const pairs = foretold.flatMap((run) => {
    const real = truth.find(({ start }) => start === run.start);
    return real ? [{ real, run }] : [];
  });
  if (pairs.length === 0) throw new RangeError('No two of these runs begin alike.');
  const steps = Math.min(...pairs.map(({ real, run }) => Math.min(stepsOf(all, real), stepsOf(all, run))));
  const system = all.system && systemOf(all.system, bodiesOf(all.system, width));
  const [error, worst, drift] = [0, 0, 0].map(() => new Array<number>(steps).fill(0));
  for (const { real, run } of pairs) {
    const sizes = Array.from({ length: steps }, (_, step) =>
      norm(stateAt(all, real, step), scale.mean, scale.deviation),
    );
    const size = Math.sqrt(sizes.reduce((sum, one) => sum + one ** 2, 0) / steps) || 1;
    const kept = system && ((of: Trajectory, step: number) => system.keptOf(stateAt(all, of, step), of.parameters));
    const most = kept ? Math.max(...sizes.map((_, step) => Math.abs(kept(real, step)))) || 1 : 1;
    for (let step = 0; step < steps; step++) {
      const off = norm(stateAt(all, run, step), stateAt(all, real, step), scale.deviation) / size;
      const told = Number.isFinite(off) ? off : Number.POSITIVE_INFINITY;
      if (error) error[step] = (error[step] ?? 0) + told / pairs.length;
      if (worst) worst[step] = Math.max(worst[step] ?? 0, told);
      if (kept && drift)
        drift[step] = (drift[step] ?? 0) + Math.abs(kept(run, step) - kept(real, step)) / most / pairs.length;
    }
  }
  return { error: error ?? [], worst: worst ?? [], drift: system ? (drift ?? []) : null };
}

/** `‖(a − b) / deviation‖`. */
function norm(a: ArrayLike<number>, b: ArrayLike<number>, deviation: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (((a[at] ?? 0) - (b[at] ?? 0)) / (deviation[at] ?? 1)) ** 2;
  return Math.sqrt(sum);
}
