import { GenloomError, type Quantity, type SimulatedSystem, type Surrogate } from '@/graph';

interface Described {
  readonly timeStep: number;
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
}

/** Refuses runs that a surrogate cannot carry on. One that sees bodies takes any number of them. @throws GenloomError `simulation.other-system` */
export function requireFits(
  given: Described & { readonly system: SimulatedSystem | null },
  surrogate: Surrogate,
  what: string,
): void {
  const any = surrogate.bodies && given.system !== null && given.system === surrogate.system;
  const { timeStep, variables, controls, parameters } = any ? { ...given, timeStep: surrogate.timeStep } : surrogate;
  requireLike(given, { timeStep, variables, controls, parameters }, what, 'the surrogate');
}

/** Refuses runs that another system, or another time step, made than those that they are used with. @throws GenloomError `simulation.other-system` */
export function requireLike(given: Described, wanted: Described, what: string, others: string): void {
  for (const part of ['variables', 'controls', 'parameters'] as const) {
    const [have, need] = [namesOf(given[part]), namesOf(wanted[part])];
    if (have === need) continue;
    throw new GenloomError({
      code: 'simulation.other-system',
      title: `The ${what} have the ${part} ${have || '–'}, and ${others} ${need || '–'}.`,
      fix: 'Take both from the same system.',
    });
  }
  if (Math.abs(given.timeStep / wanted.timeStep - 1) > 1e-6)
    throw new GenloomError({
      code: 'simulation.other-step',
      title: `The ${what} have a state every ${given.timeStep} s, and ${others} every ${wanted.timeStep} s.`,
      fix: 'Set both to one time step.',
    });
}

const namesOf = (quantities: readonly Quantity[]): string => quantities.map(({ name }) => name).join(', ');
