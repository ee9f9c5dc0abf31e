import { folded } from './folded';

/** What a search looks at. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  /** Null where nobody has said what a template is about: it is found among all. */
  readonly group: string | null;
  /** Words of the name, the description and the nodes, as `searchWords` writes them. */
  readonly words: string;
}

/** Text as a search compares it: each word once. */
export const searchWords = (...texts: readonly string[]): string => [...new Set(texts.flatMap(wordsIn))].join(' ');

/**
 * Templates of a group, or of all where it is null, in which every word of a search begins a word; those that are called so first, and otherwise in the order
 * in which they come.
 */
export function findTemplates<Template extends Findable>(
  templates: readonly Template[],
  search: string,
  group: string | null,
): readonly Template[] {
  const wanted = wordsIn(search);
  const has = (text: string) => wanted.every((word) => ` ${text}`.includes(` ${word}`));
  const found = templates.filter((one) => (group === null || one.group === group) && has(one.words));
  const isCalledSo = ({ name }: Template) => has(wordsIn(name).join(' '));
  return wanted.length === 0 ? found : [...found.filter(isCalledSo), ...found.filter((one) => !isCalledSo(one))];
}

const wordsIn = (text: string): readonly string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
