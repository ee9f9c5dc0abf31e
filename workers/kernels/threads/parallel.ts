import type { KernelModule } from '../module';

/** Runs exported kernels over ranges of independent units, on as many threads as there are. */
export interface Parallel {
  /** Threads that may compute at once, this one included: scratch is needed for each. */
  readonly threads: number;
  /**
   * Calls the module's function `name(begin, end, thread, ...numbers)` until each of 0 … `units` was in one range; returns when all are done. `grain` is the
   * least number of units that is worth a part of its own: some ten microseconds of work. Throws an Error when a part failed.
   */
  run(name: string, units: number, grain: number, ...numbers: readonly number[]): void;
}

/** This thread, without help. */
export function alone(module: KernelModule): Parallel {
  return {
    threads: 1,
    run: (name, units, _grain, ...numbers) => {
      if (units > 0) module.kernel(name)(0, units, 0, ...numbers);
    },
  };
}

/** How many units are worth a part, when each costs so many operations on numbers. */
export const grainOf = (costOfUnit: number): number => Math.max(1, Math.ceil(WORTH / Math.max(costOfUnit, 1)));

/** Operations that take about as long as waking a thread. */
const WORTH = 32_768;
