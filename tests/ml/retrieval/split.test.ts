import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText, titleIn } from '@/ml/retrieval/split';

const documents = fc
  .array(
    fc.constantFrom(
      'One.',
      'Is it two?',
      'three',
      ' ',
      '\n',
      '\n\n',
      '😀😀',
      'a'.repeat(90),
      'Dr. Who',
      '。',
      '\r\n\r\n',
    ),
  )
  .map((parts) => parts.join(' '));

test('passages hold all that can be seen, in order, and none is too long', () => {
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom('paragraphs' as const, 'sentences' as const),
      fc.constantFrom('characters' as const, 'words' as const),
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 0, max: 30 }),
      (text, by, measure, size, overlap) => {
        const spans = splitText(text, { by, measure, size, overlap });
        const lengthOf = (start: number, end: number) =>
          measure === 'characters' ? end - start : text.slice(start, end).split(/\s+/).filter(Boolean).length;
        const seen = new Set<number>();
        let last = { start: -1, end: 0 };
        for (const span of spans) {
          expect(lengthOf(span.start, span.end)).toBeLessThanOrEqual(size);
          expect(span.start).toBeGreaterThan(last.start);
          expect(span.end).toBeGreaterThan(last.end);
          expect(lengthOf(span.start, Math.max(span.start, last.end))).toBeLessThanOrEqual(overlap);
          const passage = text.slice(span.start, span.end);
          expect(passage).toBe(passage.trim());
          // Half a character would come back as another.
          expect(Buffer.from(passage).toString()).toBe(passage);
          for (let at = span.start; at < span.end; at++) seen.add(at);
          last = span;
        }
        for (let at = 0; at < text.length; at++) if (/\S/.test(text[at] ?? '')) expect(seen.has(at)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('paragraphs stay whole where they fit, and sentences where those do not', () => {
  const text = 'A first one. It is short.\n\nA second one.\n\nA third one is too long to fit. So it is cut here.';
  const cut = (size: number, overlap = 0) =>
    splitText(text, { by: 'paragraphs', measure: 'characters', size, overlap }).map(({ start, end }) =>
      text.slice(start, end),
    );
  expect(cut(45)).toEqual([
    'A first one. It is short.\n\nA second one.',
    'A third one is too long to fit.',
    'So it is cut here.',
  ]);
  expect(cut(48, 15)[1]).toBe('A second one.\n\nA third one is too long to fit.');
});

describe('a title is', () => {
  test.each([
    ['its first heading', '\n\n# The handbook\ntext', 'The handbook'],
    ['a short line above others', 'Chapter one\n\nIt was night.', 'Chapter one'],
    ['nothing where it begins with a sentence', 'It was night.\nThen day.', null],
    ['nothing of a single line', 'Just this', null],
  ])('%s', (_, text, title) => expect(titleIn(text)).toBe(title));
});
