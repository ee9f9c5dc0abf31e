import { malformed, TokenizerError } from '../error';
import type { ComponentJson, Json } from '../json';

/** A setting that is text. */
export function textOf(component: ComponentJson, name: string, otherwise: string): string {
  const value = component[name];
  return typeof value === 'string' ? value : otherwise;
}

/** A setting that is yes or no. */
export function flagOf(component: ComponentJson, name: string, otherwise: boolean): boolean {
  const value = component[name];
  return typeof value === 'boolean' ? value : otherwise;
}

/** A setting that is a whole number from 0. @throws TokenizerError */
export function countOf(component: ComponentJson, name: string, otherwise: number): number {
  const value = component[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw malformed(`The setting “${name}” of its ${component.type} is not a whole number.`);
  return value;
}

/** The components inside a Sequence. @throws TokenizerError */
export function partsOf(component: ComponentJson, name: string): ComponentJson[] {
  const value = component[name];
  if (!isList(value)) throw malformed(`Its ${component.type} has no list “${name}”.`);
  return value.map((part) => {
    if (!isObject(part)) throw malformed(`A part of its ${component.type} is not an object.`);
    const { type } = part;
    if (typeof type !== 'string') throw malformed(`A part of its ${component.type} does not say its type.`);
    return { ...part, type };
  });
}

/** The pattern of a Split or Replace: `{ String }` is meant literally, `{ Regex }` in Oniguruma's syntax. @throws TokenizerError */
export function patternOf(component: ComponentJson): RegExp {
  const { pattern } = component;
  if (typeof pattern === 'string') return new RegExp(escapePattern(pattern), 'gu');
  if (isObject(pattern)) {
    if (typeof pattern.String === 'string') return new RegExp(escapePattern(pattern.String), 'gu');
    if (typeof pattern.Regex === 'string') return fromOniguruma(pattern.Regex);
  }
  throw malformed(`Its ${component.type} has no pattern.`);
}

/** Text with every character that means something in a regular expression made literal. */
export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * Oniguruma's syntax as JavaScript's, for what published tokenizers use: `\s` and `\d` as Unicode means them, and groups that ignore
 * case, `(?i:…)`. What has no counterpart is refused.
 */
function fromOniguruma(source: string): RegExp {
  if (source.length > 5_000) throw badPattern(source, 'it is longer than 5,000 characters');
  if (/[?+*]\+|\{\d+(,\d*)?\}\+/.test(source.replace(/\\./g, '__')))
    throw badPattern(source, 'JavaScript has no possessive quantifiers');
  const unfolded = unfoldIgnoreCase(source)
    .replace(/\\(\\|s|S|d|D|h|A|z|Z)/g, (whole, letter: string) => UNICODE_CLASSES[letter] ?? whole)
    .replace(/(?<!\\)\\(['"`~@#%&=:;<>,! ])/g, '$1');
  try {
    return new RegExp(unfolded, 'gu');
  } catch (error) {
    throw badPattern(source, error instanceof Error ? error.message : String(error));
  }
}

const UNICODE_CLASSES: Readonly<Record<string, string>> = {
  s: '\\p{White_Space}',
  S: '\\P{White_Space}',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  h: '[0-9A-Fa-f]',
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
};

/** `(?i:'s|'t)` → `(?:'[sS]|'[tT])`: the groups hold contractions, without groups of their own. */
function unfoldIgnoreCase(source: string): string {
  return source.replace(/\(\?i:([^()]*)\)/g, (_, inner: string) => {
    let insideClass = false;
    const unfolded = inner.replace(/\\.|\[|\]|[A-Za-z]/g, (part) => {
      if (part === '[') insideClass = true;
      if (part === ']') insideClass = false;
      if (!/^[A-Za-z]$/.test(part)) return part;
      const both = part.toLowerCase() + part.toUpperCase();
      return insideClass ? both : `[${both}]`;
    });
    return `(?:${unfolded})`;
  });
}

function badPattern(source: string, why: string): TokenizerError {
  const shown = source.length > 120 ? `${source.slice(0, 120)}…` : source;
  return new TokenizerError(
    'tokenizer.pattern',
    'This tokenizer splits text with a pattern that cannot be used here.',
    `The pattern ${shown} is not understood: ${why}.`,
    'Choose another tokenizer.json, or learn one from your text.',
  );
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
