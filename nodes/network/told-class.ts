import type { ExtendContext, Facts } from '@/graph';

/** How many classes the examples on the port `examples` have, for a network that is told the class. Refuses those without any. */
export function countClasses(given: Facts | undefined, { refuse }: Pick<ExtendContext, 'refuse'>): number {
  const count = given?.classes?.length ?? 0;
  if (count > 0) return count;
  return refuse('examples', {
    code: 'network.no-classes',
    title: 'These examples have no classes.',
    fix: 'Turn off “Told the class”, or connect examples with labels.',
    set: { param: 'classes', value: false },
  });
}
