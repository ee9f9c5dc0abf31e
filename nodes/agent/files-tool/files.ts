import { GenloomError, type Json } from '@/graph';

const MOST = { files: 1_000, characters: 10_000_000, name: 300 } as const;

interface File {
  readonly name: string;
  readonly text: string;
}

/**
 * The texts that data holds, by name: the members of an object, or the items of a list, which are called as the lines of `names` say, by their own `name` or
 * `title`, or else by their number. What is no text is written as JSON.
 * @throws GenloomError `files.none`, `files.too-much`
 */
export function filesIn(given: Json, names: string): readonly File[] {
  const lines = names.split('\n').map((line) => line.trim());
  const files = entries(given).map(([own, value], index): File => {
    const named = isObject(value) && typeof value.text === 'string' ? value : null;
    const called = lines[index] || own || (named && wordsOf(named.name ?? named.title)) || `text-${index + 1}.txt`;
    return { name: called.slice(0, MOST.name), text: named ? wordsOf(named.text) : wordsOf(value) };
  });
  if (files.length === 0)
    throw new GenloomError({
      code: 'files.none',
      title: 'There are no texts to read.',
      fix: 'Connect texts, or an object of texts by their names.',
    });
  if (files.length > MOST.files || files.reduce((sum, { text }) => sum + text.length, 0) > MOST.characters)
    throw new GenloomError({
      code: 'files.too-much',
      title: `These are more than ${MOST.files.toLocaleString('en')} texts, or ${MOST.characters / 1e6} million characters.`,
      fix: 'Give fewer, or let the agent search them: “Tool: search documents”.',
    });
  return distinct(files);
}

/** Members with their names; items without. */
function entries(given: Json): readonly (readonly [string, Json])[] {
  if (Array.isArray(given)) return given.map((item: Json) => ['', item]);
  return isObject(given) ? Object.entries(given) : [['', given]];
}

/** Two of one name are told apart. */
function distinct(files: readonly File[]): readonly File[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let name = file.name;
    for (let count = 2; taken.has(name); count++) name = `${file.name} (${count})`;
    taken.add(name);
    return { ...file, name };
  });
}

const wordsOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 1);

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
