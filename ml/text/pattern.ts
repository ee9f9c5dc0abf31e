import { TextError } from './error';

/** A user's regular expression, applied line by line, so that no match has to look at more than a line. */
export interface SafePattern {
  /** The first match, or null. */
  find(text: string): string | null;
  /** The text without what matches. */
  remove(text: string): string;
}

const LONGEST_PATTERN = 500;
/** Longer lines are matched in stretches of this many characters. */
const LONGEST_LINE = 2_000;

/**
 * Compiles a pattern that somebody typed. Two kinds are refused, since matching them can take longer than anyone waits: a repeated group
 * that itself repeats, `(a+)+`, and a repeated choice whose alternatives can begin alike, `(a|ab)*` (Weideman et al. 2016 call these
 * exponentially ambiguous). What is left is at worst a power of the length of a line.
 * @throws TextError `text.pattern`
 */
export function compilePattern(source: string): SafePattern {
  if (source.length > LONGEST_PATTERN) throw refuse(`It is longer than ${LONGEST_PATTERN} characters.`);
  let expression: RegExp;
  try {
    expression = new RegExp(source, 'gu');
  } catch (error) {
    throw refuse(`${error instanceof Error ? error.message : String(error)}.`);
  }
  const danger = findDanger(source);
  if (danger !== null) throw refuse(danger);
  return {
    find: (text) => {
      for (const stretch of stretchesOf(text)) {
        const match = stretch.match(expression)?.[0];
        if (match !== undefined) return match;
      }
      return null;
    },
    remove: (text) =>
      stretchesOf(text)
        .map((stretch) => stretch.replace(expression, ''))
        .join(''),
  };
}

/** Lines without their breaks, and the breaks between them, in order. */
function stretchesOf(text: string): string[] {
  return text
    .split(/(\n)/)
    .flatMap((line) =>
      line.length <= LONGEST_LINE ? [line] : (line.match(new RegExp(`[\\s\\S]{1,${LONGEST_LINE}}`, 'gu')) ?? []),
    );
}

interface Group {
  /** Where each alternative begins in the pattern. */
  readonly starts: number[];
  repeats: boolean;
}

/** Reads the pattern once, keeping the open groups; says what is wrong, or null. */
function findDanger(source: string): string | null {
  const open: Group[] = [{ starts: [0], repeats: false }];
  for (let at = 0; at < source.length; at++) {
    const sign = source[at];
    const group = open.at(-1);
    if (!group) return null;
    if (sign === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? '')) return 'It refers back to a group, which is not supported here.';
      at++;
    } else if (sign === '[') at = endOfClass(source, at);
    else if (sign === '(') {
      const opening = /^\((\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(source.slice(at))?.[0] ?? '(';
      at += opening.length - 1;
      open.push({ starts: [at + 1], repeats: false });
    } else if (sign === '|') group.starts.push(at + 1);
    else if (sign === ')') {
      open.pop();
      const outer = open.at(-1);
      const repeated = isUnbounded(source, at + 1);
      if (repeated && group.repeats) return 'It repeats a group that itself repeats, which can take for ever.';
      if (repeated && beginAlike(group, source))
        return 'It repeats a choice whose alternatives can begin alike, which can take for ever.';
      if (outer && (group.repeats || repeated)) outer.repeats = true;
    } else if (isUnbounded(source, at)) group.repeats = true;
  }
  return null;
}

/** `*`, `+`, `{3,}`, and any bounded repetition of more than ten. */
function isUnbounded(source: string, at: number): boolean {
  const sign = source[at];
  if (sign === '*' || sign === '+') return true;
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(source.slice(at));
  return counted !== null && (counted[3] === '' || Number(counted[3] ?? counted[1]) > 10);
}

/** Whether two alternatives may begin with the same character; what is not plainly a letter of its own may. */
function beginAlike({ starts }: Group, source: string): boolean {
  if (starts.length < 2) return false;
  const firsts = starts.map((start) => source[start] ?? '');
  return firsts.some((first) => !/[\p{L}\p{N} ]/u.test(first)) || new Set(firsts).size < firsts.length;
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}

function refuse(detail: string): TextError {
  return new TextError(
    'text.pattern',
    'This pattern cannot be used.',
    detail,
    'Write it more simply, for instance https?://\\S+ for web addresses, or leave it empty.',
  );
}
