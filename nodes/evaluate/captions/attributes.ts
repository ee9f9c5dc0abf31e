import { GenloomError } from '@/graph';
import { wordsOf } from '@/ml/captions';

/** Something that is asked for, `colour`, and what it may be. */
export interface Attribute {
  readonly name: string;
  readonly options: readonly string[];
}

/**
 * Reads attributes, one a line: `colour: red, green`.
 * @throws GenloomError `captions.attributes` that names the line
 */
export function readAttributes(text: string): readonly Attribute[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const attributes = lines.map((line) => {
    const [name = '', ...rest] = line.split(':');
    const options = rest
      .join(':')
      .split(',')
      .map((option) => option.trim())
      .filter((option) => wordsOf(option).length > 0);
    if (name.trim() === '' || options.length < 2) throw unreadable(`“${line.trim().slice(0, 80)}” is no attribute.`);
    return { name: name.trim(), options };
  });
  if (attributes.length === 0) throw unreadable('Nothing is asked for.');
  return attributes;
}

const unreadable = (title: string): GenloomError =>
  new GenloomError({
    code: 'captions.attributes',
    title,
    fix: 'Write a name, a colon, and at least two words or more with commas between: “colour: red, green, blue”.',
  });

/**
 * Which of its options a text names: the one with the most words whose words stand there side by side, so that “at the top left” is not “at the top”. “Stars”
 * are a “star”. Null where it names none.
 */
export function optionIn(text: string, { options }: Attribute): string | null {
  const said = wordsOf(text);
  const isThere = (words: readonly string[]) =>
    said.some((_, start) =>
      words.every((word, place) => {
        const own = said[start + place];
        return own === word || own === `${word}s` || own === `${word}es`;
      }),
    );
  const named = options.filter((option) => isThere(wordsOf(option)));
  return named.reduce<string | null>(
    (best, option) => (best === null || wordsOf(option).length > wordsOf(best).length ? option : best),
    null,
  );
}
