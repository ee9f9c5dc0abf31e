/** Something given that cannot be used, told so that the page can show it as it is: each part of `ml/` that reads what people give has a kind of its own. */
export abstract class ToldError<Code extends string> extends Error {
  constructor(
    /** Stable and machine-readable: `text.pattern`. */
    readonly code: Code,
    /** One short sentence in the user's words. */
    readonly title: string,
    readonly detail: string,
    /** What to do about it, in the imperative. */
    readonly fix: string,
  ) {
    super(`${title} ${detail} ${fix}`);
  }
}
