/** One line for each target of a measurement. A bar that stays short is left short. */
export function bar(
  name: string,
  value: number,
  target: { readonly atMost: number } | { readonly atLeast: number },
  digits = 2,
): boolean {
  const ok = 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
  const goal = 'atMost' in target ? `<=${target.atMost}` : `>=${target.atLeast}`;
  console.log(`bar ${name} ${value.toFixed(digits)} ${goal} ${ok ? 'ok' : 'short'}`);
  return ok;
}

/** The middle of some measurements; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
