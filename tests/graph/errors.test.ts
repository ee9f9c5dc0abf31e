import { expect, test } from 'vitest';
import { describeError, explanationOf, GenloomError, parseDocumentText, sentenceOf } from '@/graph';

test('an error in one line says what happened, why and what would help, each of them where it is known', () => {
  const [title, detail, fix] = ['The text is empty.', 'It has 0 characters.', 'Choose another.'];
  expect(sentenceOf({ title, detail, fix })).toBe('The text is empty. It has 0 characters. Choose another.');
  expect(sentenceOf({ title, fix })).toBe('The text is empty. Choose another.');
  expect(sentenceOf({ title })).toBe(title);
  expect(explanationOf({ detail, fix })).toBe('It has 0 characters. Choose another.');
  expect(explanationOf({})).toBe('');
});

test('a title without a full stop gets one before something follows it', () => {
  const heading = 'The server cannot be reached';
  expect(sentenceOf({ title: heading, detail: 'It does not answer.' })).toBe(`${heading}. It does not answer.`);
  expect(sentenceOf({ title: heading })).toBe(heading);
});

test('what was thrown without words for the user is told with its message, and without a place where it may not have been', () => {
  const { title, detail } = describeError(new TypeError('x is not a function'));
  expect(title).toBe('Something went wrong.');
  expect(detail).toBe('x is not a function');
  const known = new GenloomError({ code: 'text.empty', title: 'The text is empty.' });
  expect(describeError(known)).toEqual({ code: 'text.empty', title: 'The text is empty.' });
});

test('a script that an update took away is told as that, in every browser’s words', () => {
  for (const message of [
    'Failed to fetch dynamically imported module: http://127.0.0.1/workers/chunks/run-A.js',
    'error loading dynamically imported module: http://127.0.0.1/workers/chunks/run-A.js',
    'Importing a module script failed.',
  ]) {
    const error = describeError(new TypeError(message));
    expect(error.code).toBe('part.not-loaded');
    expect(error.fix).toMatch(/^Reload the page/);
    expect(sentenceOf(error)).not.toContain('http');
  }
});

test('what a schema says of a document is told as particulars, and not in the sentence', () => {
  const refusal = (text: string) => {
    try {
      parseDocumentText(text);
    } catch (thrown) {
      return describeError(thrown);
    }
    throw new Error('it was taken');
  };
  const { particulars, ...told } = refusal('{"nodes":[]}');
  expect(particulars).toContain('id: Invalid input: expected string, received undefined');
  expect(sentenceOf(told)).not.toMatch(/Invalid input|undefined/);
  expect(told.fix).toContain('exported from Genloom');
  // What is said in plain words stays where it is read.
  expect(refusal('{"version":99}')).toMatchObject({ detail: expect.stringContaining('newer Genloom') });
  expect(refusal('{"version":99}').particulars).toBeUndefined();
});
