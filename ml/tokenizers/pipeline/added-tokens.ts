import type { AddedTokenJson } from '../json';
import type { Normalizer } from './normalizers';
import { escapePattern } from './settings';

/** A stretch of text, or one of the added tokens by its id. */
export type Section = string | number;

/** Finds added tokens in text before anything else sees it, the special ones before the text is normalized, as the library does. */
export interface AddedTokens {
  /** Cuts text that was not normalized yet. */
  readonly cutRaw: (text: string) => Section[];
  /** Cuts text that was. */
  readonly cutNormalized: (text: string) => Section[];
}

/** Compiles the `added_tokens` of a `tokenizer.json`. */
export function compileAddedTokens(tokens: readonly AddedTokenJson[], normalize: Normalizer): AddedTokens {
  return {
    cutRaw: cutter(tokens.filter(({ normalized }) => !normalized)),
    cutNormalized: cutter(
      tokens.filter(({ normalized }) => normalized).map((token) => ({ ...token, content: normalize(token.content) })),
    ),
  };
}

function cutter(tokens: readonly AddedTokenJson[]): (text: string) => Section[] {
  const usable = tokens.filter(({ content }) => content !== '');
  if (usable.length === 0) return (text) => [text];
  // The longest token that begins at a place is the one that is meant.
  const ordered = [...usable].sort((a, b) => b.content.length - a.content.length);
  const idOf = new Map(ordered.map(({ content, id }) => [content, id]));
  const pattern = new RegExp(ordered.map(patternOf).join('|'), 'gu');
  return (text) => {
    const sections: Section[] = [];
    let from = 0;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const id = idOf.get(match) ?? idOf.get(match.trim());
      if (id === undefined) continue;
      if (index > from) sections.push(text.slice(from, index));
      sections.push(id);
      from = index + match.length;
    }
    if (from < text.length) sections.push(text.slice(from));
    return sections;
  };
}

function patternOf({ content, lstrip, rstrip, single_word }: AddedTokenJson): string {
  const literal = escapePattern(content);
  const word = single_word ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  // No stretch of white space is gone through from each of its spaces.
  const before = lstrip ? '(?:(?<!\\p{White_Space})\\p{White_Space}+)?' : '';
  return `${before}${word}${rstrip ? '\\p{White_Space}*' : ''}`;
}
