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

/** What is waited for, or an error when it takes longer than so many seconds: a measurement never hangs. */
export function within<Result>(seconds: number, wanted: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}

/** Holds two sides of a comparison to have done the same work: as far as both have numbers, none differs by more than this. */
export function atMostApart(ours: readonly number[], theirs: readonly number[], most: number, what: string): void {
  const apart = theirs.slice(0, ours.length).map((value, index) => Math.abs(value - (ours[index] ?? Number.NaN)));
  const worst = Math.max(...apart);
  if (theirs.length === 0 || !(worst <= most)) throw new Error(`${what}: ours and theirs differ by ${worst}`);
}
