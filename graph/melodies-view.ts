import type { Melodies } from './kinds';
import type { MelodiesView } from './view';

/** Melodies that a card and a panel show, and the notes of each. */
const SMALL = { melodies: 2, notes: 80 };
const LARGE = { melodies: 12, notes: 400 };

/** What can be seen of melodies: so many from `offset` on, each note at its time. */
export function melodiesView({ melodies }: Melodies, large = false, offset = 0): MelodiesView {
  const most = large ? LARGE : SMALL;
  return {
    view: 'melodies',
    count: melodies.length,
    melodies: melodies
      .slice(offset, offset + most.melodies)
      .map(({ title, metre, key, tempo, label, given, notes }) => {
        let start = 0;
        return {
          title: title.slice(0, 80),
          metre,
          key,
          tempo,
          ...(label !== undefined && { label }),
          ...(given !== undefined && { given }),
          notes: notes.slice(0, most.notes).flatMap(({ pitch, beats }) => {
            const at = start;
            start += beats;
            return pitch === null ? [] : [{ pitch, start: at, beats }];
          }),
          beats: start,
          cut: notes.length > most.notes,
        };
      }),
  };
}
