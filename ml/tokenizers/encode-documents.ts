import type { Tokenizer } from './compile';
import { createReporter, type Following } from './learn/progress';
import { createIdList } from './models/model';

export interface EncodeOptions extends Following {
  /** Written between one document and the next, not after the last; its ids. */
  readonly separator?: Iterable<number>;
}

/** Long documents are encoded in stretches of about this many characters, so that others are let through. */
const STRETCH = 65_536;

/**
 * Documents as one long row of ids (GPT-2's packing): each encoded on its own, the separator between them. The ids are those of encoding
 * each document whole: a long one is only cut where its tokenizer says that this changes nothing (`Tokenizer.cuts`).
 */
export async function encodeDocuments(
  tokenizer: Tokenizer,
  documents: readonly string[],
  { separator = [], onProgress }: EncodeOptions = {},
): Promise<Int32Array> {
  const report = createReporter(onProgress ? { onProgress } : {});
  const total = documents.reduce((sum, document) => sum + document.length, 0);
  const between = Int32Array.from(separator);
  const ids = createIdList(total >> 1);
  let done = 0;
  for (const [index, document] of documents.entries()) {
    if (index > 0) ids.pushAll(between);
    for (let from = 0; from < document.length; ) {
      const to = cutAfter(document, from + STRETCH, tokenizer.cuts);
      ids.pushAll(tokenizer.encode(document.slice(from, to)));
      await report(done + to, total);
      from = to;
    }
    done += document.length;
  }
  return ids.slice();
}

/** The first place from `least` on where a text may be cut, or its end. */
function cutAfter(text: string, least: number, cuts: Tokenizer['cuts']): number {
  if (least >= text.length || cuts === 'nowhere') return text.length;
  if (cuts === 'anywhere') return (text.codePointAt(least - 1) ?? 0) > 0xffff ? least + 1 : least;
  for (let at = text.indexOf('\n', least); at !== -1; at = text.indexOf('\n', at + 1)) {
    const [before, after] = [text[at - 1], text[at + 1]];
    if (before !== undefined && after !== undefined && isSolid(before) && isSolid(after)) return at + 1;
  }
  return text.length;
}

/** JavaScript's and Unicode's white space differ in two characters; neither of them is solid. */
const isSolid = (unit: string) => /[^\s\p{White_Space}]/u.test(unit);
