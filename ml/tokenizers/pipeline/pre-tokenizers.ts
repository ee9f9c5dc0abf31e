import { toByteLevel } from '../bytes';
import { malformed, unsupported } from '../error';
import type { ComponentJson } from '../json';
import { countOf, flagOf, partsOf, patternOf, textOf } from './settings';

/** Cuts text into the words within which a model works. */
export interface PreTokenizer {
  /** `isFirst`: whether this text stands at the very beginning of what is encoded. */
  split(text: string, isFirst: boolean): string[];
  /** How each word is then written, where it is the same for every occurrence: so it is done once for each different word. */
  readonly write?: (word: string) => string;
}

/**
 * GPT-2's words: contractions, letters, digits and signs each with the space before them, and runs of white space
 * (Radford et al. 2019, `encoder.py`). White space is Unicode's, as in the published library.
 */
export const GPT2_WORDS =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** Compiles the `pre_tokenizer` of a `tokenizer.json`. @throws TokenizerError for a type or behaviour that is not known */
export function compilePreTokenizer(component: ComponentJson | null): PreTokenizer {
  if (component === null) return { split: (text) => [text] };
  switch (component.type) {
    case 'Sequence':
      return chain(partsOf(component, 'pretokenizers').map(compilePreTokenizer));
    case 'ByteLevel': {
      const withSpace = flagOf(component, 'add_prefix_space', true);
      const intoWords = flagOf(component, 'use_regex', true);
      return {
        split: (text) => {
          const spaced = withSpace && !text.startsWith(' ') ? ` ${text}` : text;
          return intoWords ? (spaced.match(GPT2_WORDS) ?? []) : [spaced];
        },
        write: toByteLevel,
      };
    }
    case 'Metaspace':
      return compileMetaspace(component);
    case 'Split':
      return compileSplit(component);
    case 'Whitespace':
      return matching(new RegExp(`[${WORD}]+|[^${WORD}\\p{White_Space}]+`, 'gu'));
    case 'WhitespaceSplit':
      return matching(/\P{White_Space}+/gu);
    case 'CharDelimiterSplit': {
      const delimiter = textOf(component, 'delimiter', ' ');
      return { split: (text) => text.split(delimiter).filter((word) => word !== '') };
    }
    case 'BertPreTokenizer':
      return matching(new RegExp(`[^\\p{White_Space}${PUNCTUATION}]+|[${PUNCTUATION}]`, 'gu'));
    case 'Punctuation':
      return splitting(new RegExp(`[${PUNCTUATION}]`, 'gu'), textOf(component, 'behavior', 'Isolated'), false);
    case 'Digits':
      return matching(flagOf(component, 'individual_digits', false) ? /\p{Nd}|\P{Nd}+/gu : /\p{Nd}+|\P{Nd}+/gu);
    case 'FixedLength': {
      const length = countOf(component, 'length', 5);
      if (length === 0) throw malformed('Its FixedLength pre-tokenizer has the length 0.');
      return { split: (text) => text.match(new RegExp(`[\\s\\S]{1,${length}}`, 'gu')) ?? [] };
    }
    default:
      throw unsupported('pre-tokenizer', component.type);
  }
}

/** `\w` as Unicode's technical standard 18 defines it, joiners included. */
const WORD = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200C\\u200D';

/** BERT's: all of ASCII that is no letter, digit or space, and Unicode's punctuation. */
const PUNCTUATION = '\\p{P}\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u007E';

function chain(parts: readonly PreTokenizer[]): PreTokenizer {
  const last = parts.at(-1);
  const written = parts.slice(0, -1).map(({ split, write }) => ({ split, write: write ?? ((word: string) => word) }));
  return {
    split: (text, isFirst) => {
      let words = [text];
      for (const { split, write } of written)
        words = words.flatMap((word, index) => split(word, isFirst && index === 0).map(write));
      return last ? words.flatMap((word, index) => last.split(word, isFirst && index === 0)) : words;
    },
    ...(last?.write ? { write: last.write } : {}),
  };
}

/** SentencePiece's: spaces become ▁ and belong to the word after them (Kudo & Richardson 2018). */
function compileMetaspace(component: ComponentJson): PreTokenizer {
  const mark = textOf(component, 'replacement', '▁');
  const scheme = textOf(component, 'prepend_scheme', flagOf(component, 'add_prefix_space', true) ? 'always' : 'never');
  const intoWords = flagOf(component, 'split', true);
  return {
    split: (text, isFirst) => {
      const marked = text.replaceAll(' ', mark);
      const prepend = (scheme === 'always' || (scheme === 'first' && isFirst)) && !marked.startsWith(mark);
      const whole = prepend ? mark + marked : marked;
      return intoWords ? splitBefore(whole, mark) : [whole];
    },
  };
}

/** Cuts before each mark. */
function splitBefore(text: string, mark: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let at = text.indexOf(mark, 1); at !== -1; at = text.indexOf(mark, at + 1)) {
    words.push(text.slice(start, at));
    start = at;
  }
  if (start < text.length) words.push(text.slice(start));
  return words;
}

function compileSplit(component: ComponentJson): PreTokenizer {
  return splitting(patternOf(component), textOf(component, 'behavior', 'Isolated'), flagOf(component, 'invert', false));
}

const matching = (pattern: RegExp): PreTokenizer => ({ split: (text) => text.match(pattern) ?? [] });

/** Split by a pattern; `behavior` says what becomes of what matches, as in the published library's `SplitDelimiterBehavior`. */
function splitting(pattern: RegExp, behavior: string, invert: boolean): PreTokenizer {
  if (!['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'].includes(behavior))
    throw unsupported('pre-tokenizer', `Split with the behaviour ${behavior}`);
  return {
    split: (text) => {
      const words: string[] = [];
      let joinNext = false;
      let lastMatched = false;
      const add = (word: string, matched: boolean) => {
        if (word === '') return;
        const previous = words.at(-1);
        const join =
          joinNext ||
          (previous !== undefined &&
            ((behavior === 'MergedWithPrevious' && matched && !lastMatched) ||
              (behavior === 'Contiguous' && matched === lastMatched)));
        if (behavior === 'Removed' && matched) return;
        if (join && previous !== undefined && !(behavior === 'MergedWithNext' && matched))
          words[words.length - 1] = previous + word;
        else words.push(word);
        joinNext = behavior === 'MergedWithNext' && matched;
        lastMatched = matched;
      };
      let from = 0;
      for (const { 0: match, index } of text.matchAll(pattern)) {
        add(text.slice(from, index), invert);
        add(match, !invert);
        from = index + match.length;
      }
      add(text.slice(from), invert);
      return words;
    },
  };
}
