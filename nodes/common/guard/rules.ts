import { RE2JS } from 're2js';
import { GenloomError } from '@/graph';

/** A stretch of a text, `[start, end)`, and why it was found. */
export interface FoundStretch {
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

/** What is looked for in texts. */
export type Rule = (text: string) => FoundStretch[];

/** The most rules of a list, and of each the most characters. */
const MOST = { rules: 1_000, characters: 500 } as const;

/** Words, or runs of words, wherever they stand as such: in capitals or not, over line breaks too. */
export function phraseRules(phrases: readonly string[]): Rule[] {
  return bounded(phrases, 'phrases').map((phrase) => {
    const words = phrase.trim().split(/\s+/).map(RE2JS.quote);
    const expression = RE2JS.compile(words.join('\\s+'), RE2JS.CASE_INSENSITIVE);
    const letter = /[\p{L}\p{N}]/u;
    const splits = (text: string, at: number) =>
      letter.test(text.slice(Math.max(0, at - 1), at)) && letter.test(text.slice(at, at + 1));
    return (text) =>
      stretches(expression, text, `“${phrase.trim()}”`).filter(
        ({ start, end }) => !splits(text, start) && !splits(text, end),
      );
  });
}

/**
 * Regular expressions that somebody typed. RE2 matches them in time linear in the text, whatever they are, by not going back (Cox 2007): so it has no
 * back-references and does not look ahead. @throws GenloomError `guard.pattern` that names the one that cannot be used
 */
export function patternRules(patterns: readonly string[]): Rule[] {
  return bounded(patterns, 'patterns').map((pattern) => {
    let expression: RE2JS;
    try {
      expression = RE2JS.compile(pattern);
    } catch (cause) {
      throw new GenloomError(
        {
          code: 'guard.pattern',
          title: `The pattern “${pattern.slice(0, 80)}” cannot be used.`,
          detail: `${cause instanceof Error ? cause.message.slice(0, 300) : String(cause)}. References back to a group, and looking ahead or behind, are not supported: they can take for ever.`,
          fix: 'Write it more simply, for instance (?i)secret|classified.',
        },
        { cause },
      );
    }
    return (text) => stretches(expression, text, `pattern ${pattern}`);
  });
}

function stretches(expression: RE2JS, text: string, why: string): FoundStretch[] {
  const found: FoundStretch[] = [];
  const matcher = expression.matcher(text);
  while (matcher.find())
    if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end(), why });
  return found;
}

function bounded(rules: readonly string[], what: 'phrases' | 'patterns'): readonly string[] {
  const kept = rules.filter((rule) => rule.trim() !== '');
  const long = kept.find((rule) => rule.length > MOST.characters);
  if (kept.length <= MOST.rules && long === undefined) return kept;
  throw new GenloomError({
    code: 'guard.too-many',
    title:
      long === undefined
        ? `There are more than ${MOST.rules.toLocaleString('en')} ${what}.`
        : `One of the ${what} is longer than ${MOST.characters} characters.`,
    ...(long !== undefined && { detail: `It begins with: ${long.slice(0, 80)}` }),
    fix: 'Use fewer, or shorter ones.',
  });
}
