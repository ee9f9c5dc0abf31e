/** What data, or a file of data, has that cannot be used. The fields are what the page shows. */
export class DataError extends Error {
  override readonly name = 'DataError';
  constructor(
    /** Stable and machine-readable: `data.idx.length`. */
    readonly code: `data.${string}`,
    /** One short sentence in the user's words. */
    readonly title: string,
    readonly detail: string,
    /** What to do about it, in the imperative. */
    readonly fix: string,
  ) {
    super(`${title} ${detail} ${fix}`);
  }
}
