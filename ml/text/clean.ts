import { createReporter, type Following } from '../tokenizers/learn/progress';
import { compilePattern, type SafePattern } from './pattern';
import { ngramsOf, wordsOf } from './words';

export interface CleanRules {
  readonly normalise: 'none' | 'NFC' | 'NFKC';
  /** One space for many, none at line ends, no invisible control characters, at most one blank line. */
  readonly whitespace: boolean;
  /** In characters. */
  readonly minimumLength: number;
  /** In characters; 0: no limit. */
  readonly maximumLength: number;
  /** See {@link symbolShare}; 1: no limit. */
  readonly maximumSymbolShare: number;
  /** See {@link repetitionShare}; 1: no limit. */
  readonly maximumRepetition: number;
  /** Documents that hold one of these words, or phrases, go. Case does not matter. */
  readonly words: readonly string[];
  /** A regular expression, matched line by line; empty: none. */
  readonly pattern: string;
  readonly patternAction: 'delete' | 'drop' | 'keep';
}

/** What one rule took, with up to three examples, each with what made it go. */
export interface Removal {
  readonly rule: 'too-short' | 'too-long' | 'symbols' | 'repetition' | 'words' | 'pattern';
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly { readonly text: string; readonly why: string }[];
}

export interface Cleaned {
  readonly kept: readonly string[];
  readonly removed: readonly Removal[];
  /** Documents that stayed, with other characters than they had. */
  readonly changed: number;
}

/** Rules that leave every document as it is. */
export const NO_RULES: CleanRules = {
  normalise: 'none',
  whitespace: false,
  minimumLength: 0,
  maximumLength: 0,
  maximumSymbolShare: 1,
  maximumRepetition: 1,
  words: [],
  pattern: '',
  patternAction: 'delete',
};

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 200;

/**
 * Evens documents out (Unicode Standard Annex 15; white space), then leaves out those that a rule speaks against, the first such rule
 * being its reason. The rules are those that large open corpora were filtered with (Raffel et al. 2020, section 2.2; Rae et al. 2021,
 * appendix A.1).
 * @throws TextError `text.pattern` when the pattern is invalid or could take for ever
 */
export async function cleanDocuments(
  documents: readonly string[],
  rules: CleanRules,
  following: Following = {},
): Promise<Cleaned> {
  const report = createReporter(following);
  const pattern = rules.pattern === '' ? null : compilePattern(rules.pattern);
  const verdict = createVerdict(rules, pattern);
  const kept: string[] = [];
  const removed = new Map<Removal['rule'], { count: number; examples: { text: string; why: string }[] }>();
  let changed = 0;
  for (const [index, document] of documents.entries()) {
    const text = tidy(document, rules, pattern);
    const against = verdict(text);
    if (against === null) {
      kept.push(text);
      if (text !== document) changed++;
    } else {
      const removal = removed.get(against.rule) ?? { count: 0, examples: [] };
      removal.count++;
      if (removal.examples.length < EXAMPLES) removal.examples.push({ text: excerpt(document), why: against.why });
      removed.set(against.rule, removal);
    }
    await report(index + 1, documents.length);
  }
  return {
    kept,
    removed: [...removed].map(([rule, removal]) => ({ rule, reason: REASONS[rule], ...removal })),
    changed,
  };
}

const REASONS: Readonly<Record<Removal['rule'], string>> = {
  'too-short': 'Too short',
  'too-long': 'Too long',
  symbols: 'Too many symbols',
  repetition: 'Repeats itself',
  words: 'Unwanted words',
  pattern: 'The pattern',
};

function tidy(document: string, rules: CleanRules, pattern: SafePattern | null): string {
  const normal = rules.normalise === 'none' ? document : document.normalize(rules.normalise);
  const cut = pattern && rules.patternAction === 'delete' ? pattern.remove(normal) : normal;
  return rules.whitespace ? tidyWhitespace(cut) : cut;
}

/** One space for a run of them, none at line ends, at most one blank line; control characters and byte order marks go. */
function tidyWhitespace(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\uFEFF\u200B\u2060\u00AD]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ \n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function createVerdict(rules: CleanRules, pattern: SafePattern | null) {
  const unwanted = compileWords(rules.words);
  return (text: string): { readonly rule: Removal['rule']; readonly why: string } | null => {
    const length = [...text].length;
    if (length < rules.minimumLength) return { rule: 'too-short', why: `${length} characters` };
    if (rules.maximumLength > 0 && length > rules.maximumLength)
      return { rule: 'too-long', why: `${length} characters` };
    if (rules.maximumSymbolShare < 1 && symbolShare(text) > rules.maximumSymbolShare)
      return { rule: 'symbols', why: `${percent(symbolShare(text))} of it is symbols` };
    if (rules.maximumRepetition < 1 && repetitionShare(text) > rules.maximumRepetition)
      return { rule: 'repetition', why: `${percent(repetitionShare(text))} of it is said again` };
    const word = unwanted?.exec(text)?.[0];
    if (word !== undefined) return { rule: 'words', why: `it has “${word}”` };
    if (pattern && rules.patternAction !== 'delete') {
      const match = pattern.find(text);
      if (rules.patternAction === 'drop' && match !== null)
        return { rule: 'pattern', why: `“${excerpt(match)}” matches` };
      if (rules.patternAction === 'keep' && match === null) return { rule: 'pattern', why: 'nothing in it matches' };
    }
    return null;
  };
}

/** Share of characters that are neither letters, marks, digits nor white space: 0 to 1. */
export function symbolShare(text: string): number {
  const all = text.match(/[\s\S]/gu)?.length ?? 0;
  const symbols = text.match(/[^\p{L}\p{M}\p{N}\s]/gu)?.length ?? 0;
  return all === 0 ? 0 : symbols / all;
}

/** Runs of this many words count as said again (Rae et al. 2021, table A1: duplicate 5-grams). */
const RUN = 5;

/**
 * How much of a document says again what it said: the larger of the share of its characters in lines that stood before, and the share of
 * its runs of five words that did (Rae et al. 2021, appendix A.1.1). 0 to 1.
 */
export function repetitionShare(text: string): number {
  const lines = text.split('\n').map((line) => line.trim());
  const seen = new Set<string>();
  let [again, all] = [0, 0];
  for (const line of lines) {
    all += line.length;
    if (line !== '' && seen.has(line)) again += line.length;
    seen.add(line);
  }
  const runs = ngramsOf(wordsOf(text), RUN);
  const ofRuns = runs.length === 0 ? 0 : 1 - new Set(runs).size / runs.length;
  return Math.max(all === 0 ? 0 : again / all, ofRuns);
}

function compileWords(words: readonly string[]): RegExp | null {
  const wanted = words.map((word) => word.trim()).filter((word) => word !== '');
  if (wanted.length === 0) return null;
  const literal = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${literal.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const excerpt = (text: string) =>
  text.length > EXAMPLE_LENGTH ? `${[...text.slice(0, EXAMPLE_LENGTH + 1)].slice(0, EXAMPLE_LENGTH).join('')}…` : text;
