/** The ports of nodes that put up to six things side by side. */
export const SIX = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

/** What stands at the ports that are wired, each with the name that it was given, or its number: `Model 2`. */
export function namedInputs<Value>(
  inputs: Readonly<Partial<Record<(typeof SIX)[number], Value>>>,
  names: string,
): readonly { readonly name: string; readonly value: Value; readonly port: (typeof SIX)[number] }[] {
  const called = namesOf(SIX.length, names);
  return SIX.flatMap((port, index) => {
    const value = inputs[port];
    return value === undefined ? [] : [{ name: called[index] ?? port, value, port }];
  });
}

/** So many names, as they were given with commas between them, or their numbers. */
export function namesOf(count: number, names: string): readonly string[] {
  const called = names.split(',').map((name) => name.trim());
  return Array.from({ length: count }, (_, index) => called[index] || `Model ${index + 1}`);
}
