import type { Pattern, States } from './pattern';

/** Holds one text that is being written to a form: which tokens may come next, token after token. */
export interface Hold {
  /** 1 for each id that may come next; null where there is none. */
  allowed(): Uint8Array | null;
  /** Goes on by a token that came. */
  take(id: number): void;
}

/** What a vocabulary may write where a pattern stands. */
export interface Holder {
  /** A hold on what comes after a text; null where no text of the pattern begins so. */
  after(text: string): Hold | null;
}

/** Sets of states whose tokens are remembered: a form of many places is passed through again by every text. */
const REMEMBERED = 4_000;

/**
 * Holds texts to a pattern, looking one token ahead: a vocabulary that has every character of the pattern by itself never comes to where nothing leads on. `pieces` are the texts of a vocabulary by id; where one is empty or no whole character, its id never comes. `endsWith` says
 * which ids end a text; they may come where the pattern may end.
 */
export function createHolder(
  pattern: Pattern,
  pieces: readonly string[],
  endsWith: (id: number, piece: string) => boolean,
): Holder {
  const known = new Map<string, Uint8Array | null>();
  const letters = pieces.map((piece) => (piece.includes('\uFFFD') ? [] : Array.from(piece)));
  const ends = Uint8Array.from(pieces, (piece, id) => (endsWith(id, piece) ? 1 : 0));
  const along = (states: States, piece: readonly string[]): States => {
    let at = states;
    for (const letter of piece) {
      at = pattern.next(at, letter);
      if (at.length === 0) break;
    }
    return at;
  };

  function allowedAt(states: States): Uint8Array | null {
    const key = states.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const mayEnd = pattern.accepts(states);
    const mask = new Uint8Array(pieces.length);
    let some = false;
    for (const [id, piece] of letters.entries()) {
      const may = (piece.length > 0 && along(states, piece).length > 0) || (mayEnd && ends[id] === 1);
      mask[id] = may ? 1 : 0;
      some ||= may;
    }
    const allowed = some ? mask : null;
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, allowed);
    return allowed;
  }

  return {
    after(text) {
      let states = along(pattern.start, Array.from(text));
      if (states.length === 0) return null;
      return {
        allowed: () => allowedAt(states),
        take(id) {
          const next = along(states, letters[id] ?? []);
          // What ends a text adds nothing to it.
          if (next.length > 0) states = next;
        },
      };
    },
  };
}
