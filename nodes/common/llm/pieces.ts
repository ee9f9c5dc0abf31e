import { cutAtStop } from '../stop';

interface Holding {
  /** A text ends before one of these. */
  readonly stop: readonly string[];
  /** At the beginning of a line, what follows is held back to the end. */
  readonly holds: readonly string[];
  /** What was written for the model already. */
  readonly begun: string;
}

/**
 * Pieces of a text that grows: as much as is certain of it. What may be the beginning of a stop string, of a tool’s call or of a character in several tokens
 * waits for what comes next.
 */
export function createPieces({ stop, holds, begun }: Holding) {
  let text = begun;
  let given = 0;
  let over = false;
  const heldFrom = () =>
    Math.min(
      text.length,
      ...holds.flatMap((sign) => {
        if (text.startsWith(sign)) return [0];
        const place = text.indexOf(`\n${sign}`);
        return place < 0 ? [] : [place + 1];
      }),
    );
  return {
    ended: () => over,
    /** @param whole all that was written until now */
    next(whole: string): string {
      const cut = cutAtStop(begun + whole, begun.length, stop);
      over ||= cut.length < begun.length + whole.length;
      text = cut;
      const certain = Math.min(heldFrom(), over ? text.length : text.length - waiting(text, [...stop, ...holds]));
      const piece = text.slice(given, certain);
      given = Math.max(given, certain);
      return piece;
    },
    /** What was not given yet: text, and what was held back to the end. */
    end() {
      const from = Math.max(given, heldFrom());
      return { rest: text.slice(given, from), held: text.slice(from) };
    },
  };
}

/** Characters at the end of a text that may become something else. */
function waiting(text: string, signs: readonly string[]): number {
  let most = /\uFFFD*$/.exec(text)?.[0].length ?? 0;
  for (const sign of signs)
    for (let length = Math.min(sign.length, text.length); length > most; length--)
      if (text.endsWith(sign.slice(0, length))) most = length;
  return most;
}
