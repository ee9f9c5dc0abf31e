/** The ports of nodes that put up to six things side by side. */
export const SIX = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

/** What stands at the ports that are wired, each with the name that it was given, or its number: `Model 2`. */
export function namedInputs<Value>(
  inputs: Readonly<Partial<Record<(typeof SIX)[number], Value>>>,
  names: string,
): readonly { readonly name: string; readonly value: Value; readonly port: (typeof SIX)[number] }[] {
  const called = names.split(',').map((name) => name.trim());
  return SIX.flatMap((port, index) => {
    const value = inputs[port];
    return value === undefined ? [] : [{ name: called[index] || `Model ${index + 1}`, value, port }];
  });
}
