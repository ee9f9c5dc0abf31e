/** What a text, or a rule for texts, has that cannot be used. The fields are what the page shows. */
export class TextError extends Error {
  override readonly name = 'TextError';
  constructor(
    /** Stable and machine-readable: `text.pattern`. */
    readonly code: `text.${string}`,
    /** One short sentence in the user's words. */
    readonly title: string,
    readonly detail: string,
    /** What to do about it, in the imperative. */
    readonly fix: string,
  ) {
    super(`${title} ${detail} ${fix}`);
  }
}
