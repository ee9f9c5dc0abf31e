/** From the first code unit to behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SplitOptions {
  /** What is kept together where it can be. */
  readonly by: 'paragraphs' | 'sentences';
  readonly measure: 'characters' | 'words';
  /** How long a passage may be. */
  readonly size: number;
  /** How much of the end of a passage the next one begins with, at most. */
  readonly overlap: number;
}

/**
 * Cuts a text into passages of at most `size`, as long as they can be: at the ends of paragraphs or sentences, else of words, and only within a word that
 * is longer than a passage. Spans are in order, begin and end in what can be seen, and together hold all of it.
 */
export function splitText(text: string, options: SplitOptions): Span[] {
  const pieces = piecesOf(text, options);
  const passages: Span[] = [];
  for (let first = 0; first < pieces.length; ) {
    let last = first;
    while (last + 1 < pieces.length && lengthOf(text, join(pieces, first, last + 1), options) <= options.size)
      last += 1;
    passages.push(join(pieces, first, last));
    // The next begins as far back as the overlap reaches, further on than this one, and reaches further.
    let next = last + 1;
    while (
      next - 1 > first &&
      last + 1 < pieces.length &&
      lengthOf(text, join(pieces, next - 1, last), options) <= options.overlap &&
      lengthOf(text, join(pieces, next - 1, last + 1), options) <= options.size
    )
      next -= 1;
    first = next;
  }
  return passages;
}

const join = (pieces: readonly Span[], first: number, last: number): Span => ({
  start: pieces[first]?.start ?? 0,
  end: pieces[last]?.end ?? 0,
});

const WORD = /\S+/g;

function lengthOf(text: string, { start, end }: Span, { measure }: SplitOptions): number {
  return measure === 'characters' ? end - start : (text.slice(start, end).match(WORD)?.length ?? 0);
}

/** The smallest pieces that are put together: none is longer than a passage may be. */
function piecesOf(text: string, options: SplitOptions): Span[] {
  const whole = { start: 0, end: text.length };
  const cuts = [...(options.by === 'paragraphs' ? [paragraphsIn] : []), sentencesIn, wordsIn, lettersIn(options.size)];
  const cut = (span: Span, level: number): Span[] => {
    const trimmed = trim(text, span);
    if (trimmed.start >= trimmed.end) return [];
    if (level > 0 && lengthOf(text, trimmed, options) <= options.size) return [trimmed];
    const finer = cuts[level];
    return finer ? finer(text, trimmed).flatMap((one) => cut(one, level + 1)) : [trimmed];
  };
  return cut(whole, 0);
}

function trim(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = inside.length - inside.trimStart().length;
  return { start: start + from, end: start + Math.max(from, inside.trimEnd().length) };
}

const between = (text: string, { start, end }: Span, breaks: RegExp): Span[] => {
  const spans: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(breaks)) {
    spans.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  return [...spans, { start: from, end }];
};

const paragraphsIn = (text: string, span: Span): Span[] => between(text, span, /\r?\n(?:[^\S\n]*\r?\n)+/g);
const wordsIn = (text: string, span: Span): Span[] => between(text, span, /\s+/g);

/** Where a sentence ends is what Unicode says of it (UAX 29). */
function sentencesIn(text: string, { start, end }: Span): Span[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.slice(start, end))).map(
    ({ index, segment }) => ({ start: start + index, end: start + index + segment.length }),
  );
}

/** A word that is too long, in parts; no character is cut in two where a part has room for one. */
const lettersIn =
  (size: number) =>
  (text: string, { start, end }: Span): Span[] => {
    const spans: Span[] = [];
    for (let from = start; from < end; ) {
      const to = Math.min(end, from + size);
      const inside = to < end && to - from > 1 && (text.codePointAt(to - 1) ?? 0) > 0xffff;
      spans.push({ start: from, end: inside ? to - 1 : to });
      from = inside ? to - 1 : to;
    }
    return spans;
  };

/** What a text calls itself: its first heading, or a short first line that stands above others; null where it has neither. */
export function titleIn(text: string): string | null {
  const [first = '', ...rest] = text.split('\n', 40).filter((line) => line.trim() !== '');
  const heading = [first, ...rest].find((line) => /^#{1,6}\s+\S/.test(line));
  if (heading)
    return heading
      .replace(/^#+\s+/, '')
      .trim()
      .slice(0, 120);
  const line = first.trim();
  return rest.length > 0 && line.length <= 80 && !/[.!?:;,]$/.test(line) ? line : null;
}
