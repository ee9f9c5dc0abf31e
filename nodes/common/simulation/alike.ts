import { GenloomError, type Quantity } from '@/graph';

interface Described {
  readonly timeStep: number;
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
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
