import { MOTION_SIGNS, PICTURE_SIGNS } from './symbols';

/** What a piece of a text of many kinds is part of. */
export type Modality = 'text' | 'captions' | 'pictures' | 'melodies' | 'motions';

/** In the order in which they are told. */
export const MODALITIES: readonly Modality[] = ['text', 'captions', 'pictures', 'melodies', 'motions'];

/**
 * What each code unit of a text belongs to: what stands between marks, and the marks, to pictures and motions; words in the same line as a picture to
 * captions; “M:”, “K:” and the line behind to melodies in ABC; all else is text. A line break belongs to the line that it ends.
 */
export function modalitiesOf(text: string): Modality[] {
  const all: Modality[] = [];
  let before = '';
  for (const line of text.split(/(?<=\n)/)) {
    const melody = /^[A-Z]:/.test(line) || /^K:/.test(before);
    const picture = line.includes(PICTURE_SIGNS.open);
    let now: Modality = melody ? 'melodies' : picture ? 'captions' : 'text';
    const outside = now;
    for (let at = 0; at < line.length; at++) {
      const sign = line[at];
      if (sign === PICTURE_SIGNS.open) now = 'pictures';
      if (sign === MOTION_SIGNS.open) now = 'motions';
      all.push(now);
      if (sign === PICTURE_SIGNS.close || sign === MOTION_SIGNS.close) now = outside;
    }
    before = line;
  }
  return all;
}
