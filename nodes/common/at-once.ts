/**
 * Goes through places, so many at once. After the first that fails nothing new is begun, what is under way ends, and that failure is thrown.
 * @param breathe awaited before each
 */
export async function atOnce(
  places: readonly number[],
  most: number,
  work: (place: number) => Promise<void>,
  breathe: () => Promise<void>,
): Promise<void> {
  const open = [...places];
  let next = 0;
  let failed: { readonly why: unknown } | null = null;
  async function worker(): Promise<void> {
    while (next < open.length && failed === null) {
      const place = open[next++] ?? 0;
      try {
        await breathe();
        if (failed === null) await work(place);
      } catch (why) {
        // What others have begun is paid for, and may still end well.
        failed ??= { why };
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, open.length) }, worker));
  if (failed !== null) throw (failed as { readonly why: unknown }).why;
}
