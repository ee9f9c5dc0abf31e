/**
 * A regular expression that a text is held to while it is written, character by character (Willard & Louf 2023, “Efficient guided generation for large
 * language models”): an automaton that is in several states at once (Thompson 1968), so that no pattern takes more than states × characters.
 */
export interface Pattern {
  /** Where a text begins. */
  readonly start: States;
  /** Where it stands after one more character; empty where no text of the pattern goes on so. */
  next(states: States, character: string): States;
  /** Whether a text may end here. */
  accepts(states: States): boolean;
}

/** Places of the automaton in rising order. */
export type States = readonly number[];

type Test = (character: string) => boolean;

type Place =
  | { readonly test: Test; readonly to: number }
  | { readonly forks: readonly number[] }
  | { readonly end: true };

/** A part of a pattern: gives where it begins, when it is told where it goes on. */
type Part = (to: number, places: Place[]) => number;

/** More places than these are refused: `((a{100}){100}){100}`. */
const MOST_PLACES = 50_000;

/** A pattern that could not be read, and why. */
export class PatternError extends Error {}

/**
 * Reads a regular expression, which the whole text must match: characters, `.`, `[a-z]`, `[^…]`, `\d \w \s \n \t`, groups, `|`, `* + ?` and `{n}`, `{n,}`,
 * `{n,m}`, as in JavaScript with the flag u, but neither anchors, look-arounds nor back-references.
 * @throws PatternError for what is none of these, or has too many places
 */
export function compilePattern(source: string): Pattern {
  const places: Place[] = [];
  const end = placed(places, { end: true });
  const first = read(source)(end, places);
  const start = closure([first], places);
  return {
    start,
    next(states, character) {
      const to: number[] = [];
      for (const state of states) {
        const place = places[state];
        if (place && 'test' in place && place.test(character)) to.push(place.to);
      }
      return closure(to, places);
    },
    accepts: (states) => states.includes(end),
  };
}

/** Where forks lead to, and forks of those. */
function closure(from: readonly number[], places: readonly Place[]): States {
  const found = new Set<number>();
  const seen = new Set<number>();
  const open = [...from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const place = places[state];
    if (place && 'forks' in place) open.push(...place.forks);
    else found.add(state);
  }
  return [...found].sort((a, b) => a - b);
}

function placed(places: Place[], place: Place): number {
  if (places.length >= MOST_PLACES) throw new PatternError('It repeats too much.');
  return places.push(place) - 1;
}

const one =
  (test: Test): Part =>
  (to, places) =>
    placed(places, { test, to });

const inTurn =
  (parts: readonly Part[]): Part =>
  (to, places) =>
    parts.reduceRight((next, part) => part(next, places), to);

const either =
  (parts: readonly Part[]): Part =>
  (to, places) =>
    placed(places, { forks: parts.map((part) => part(to, places)) });

/** So many times at least, and at most. */
function repeated(part: Part, least: number, most: number): Part {
  return (to, places) => {
    let next = to;
    if (most === Number.POSITIVE_INFINITY) {
      // The fork is there before what leads back to it.
      const forks: number[] = [];
      next = placed(places, { forks });
      forks.push(part(next, places), to);
    } else for (let time = least; time < most; time++) next = placed(places, { forks: [part(next, places), to] });
    for (let time = 0; time < least; time++) next = part(next, places);
    return next;
  };
}

/** A reader of one pattern from the left to the right. */
function read(source: string): Part {
  const signs = Array.from(source);
  let at = 0;
  const fail = (why: string): never => {
    throw new PatternError(`At character ${Math.min(at + 1, signs.length)} of “${source.slice(0, 80)}”: ${why}`);
  };
  const take = (): string => signs[at++] ?? fail('it ends too early.');

  function alternatives(): Part {
    const parts = [row()];
    while (signs[at] === '|') {
      at++;
      parts.push(row());
    }
    return parts.length === 1 ? (parts[0] ?? inTurn([])) : either(parts);
  }

  function row(): Part {
    const parts: Part[] = [];
    while (at < signs.length && signs[at] !== '|' && signs[at] !== ')') parts.push(counted(atom()));
    return inTurn(parts);
  }

  function atom(): Part {
    const sign = take();
    if (sign === '(') {
      if (signs[at] === '?' && signs[at + 1] === ':') at += 2;
      else if (signs[at] === '?') fail('looking ahead or behind cannot be read.');
      const inside = alternatives();
      if (take() !== ')') fail('a bracket is not closed.');
      return inside;
    }
    if (sign === '[') return one(oneOf());
    if (sign === '.') return one((character) => character !== '\n');
    if (sign === '\\') return one(escaped());
    if (sign === '^' || sign === '$') fail('the whole text is matched, so it has no anchors.');
    if ('*+?{'.includes(sign)) fail('there is nothing to repeat.');
    return one((character) => character === sign);
  }

  function counted(part: Part): Part {
    const sign = signs[at];
    if (sign === '*' || sign === '+' || sign === '?') {
      at++;
      return repeated(part, sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY);
    }
    if (sign !== '{') return part;
    const close = signs.indexOf('}', at);
    const found = /^(\d{1,4})(?:(,)(\d{0,4}))?$/.exec(signs.slice(at + 1, close).join(''));
    if (close < 0 || !found) return fail('numbers of times are written {3}, {3,} or {3,5}.');
    at = close + 1;
    const least = Number(found[1]);
    const most = !found[2] ? least : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
    if (most < least) fail('the first number of times is the smaller one.');
    return repeated(part, least, most);
  }

  /** Behind a backslash. */
  function escaped(): Test {
    const sign = take();
    if (/[1-9bBkpPux]/.test(sign)) fail(`“\\${sign}” cannot be read.`);
    if (/[dDwWsS]/.test(sign)) {
      const known = new RegExp(`\\${sign}`, 'u');
      return (character) => known.test(character);
    }
    const meant = letterOf(sign);
    return (character) => character === meant;
  }

  /** Between square brackets. */
  function oneOf(): Test {
    const not = signs[at] === '^';
    if (not) at++;
    const tests: Test[] = [];
    while (signs[at] !== ']') {
      const sign = take();
      if (sign === '\\' && /[dDwWsS]/.test(signs[at] ?? '')) {
        tests.push(escaped());
        continue;
      }
      const from = sign === '\\' ? letterOf(take()) : sign;
      if (signs[at] !== '-' || signs[at + 1] === ']') {
        tests.push((character) => character === from);
        continue;
      }
      at++;
      const last = take();
      const [low, high] = [codeOf(from), codeOf(last === '\\' ? letterOf(take()) : last)];
      if (high < low) fail('a range goes from the smaller character to the greater.');
      tests.push((character) => codeOf(character) >= low && codeOf(character) <= high);
    }
    at++;
    return (character) => tests.some((test) => test(character)) !== not;
  }

  const whole = alternatives();
  if (at < signs.length) fail('a bracket is closed that was not opened.');
  return whole;
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const letterOf = (sign: string): string => ({ n: '\n', t: '\t', r: '\r' })[sign] ?? sign;
