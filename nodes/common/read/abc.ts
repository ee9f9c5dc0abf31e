import abcjs from 'abcjs';
import type { Melody } from '@/graph';
import { isMetre, oneVoice, type TimedNote } from '@/ml/music/melody';

/** The most characters of one tune: what is longer is no melody, and reading it takes long. */
const LONGEST = 20_000;

export interface ReadTune {
  /** Null where nothing can be played. */
  readonly melody: Melody | null;
  /** What is wrong with it, in the words of its reader; none where all is well. */
  readonly wrong: readonly string[];
}

/**
 * The tunes of an ABC file (the ABC standard 2.1, read by abcjs), repeats played out; of a tune in several voices the first. A tune that is not quite right is
 * read as far as it goes, and what is wrong with it is said.
 */
export function readAbc(text: string, name: string): ReadTune[] {
  return tunesOf(text).map((tune, place) => readTune(tune, `${name} ${place + 1}`));
}

/** Each begins with its number. A text without one is one tune, as `writeShortAbc` writes it: in eighths where it does not say otherwise. */
function tunesOf(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const starts = lines.flatMap((line, at) => (/^X:/.test(line) ? [at] : []));
  if (starts.length === 0)
    return text.trim() === '' ? [] : [`X:1\n${/^L:/m.test(text) ? '' : 'L:1/8\n'}${lines.join('\n').trim()}`];
  return starts.map((start, place) =>
    lines
      .slice(start, starts[place + 1])
      .join('\n')
      .trim(),
  );
}

function readTune(text: string, title: string): ReadTune {
  if (text.length > LONGEST)
    return {
      melody: null,
      wrong: [
        `It has ${text.length.toLocaleString('en')} characters; ${LONGEST.toLocaleString('en')} are read at most.`,
      ],
    };
  try {
    const [tune] = abcjs.parseOnly(text);
    if (!tune) return { melody: null, wrong: ['There is no tune in it.'] };
    const { tempo, tracks } = tune.setUpAudio({});
    const timed = tracks.map(notesOf).find((notes) => notes.length > 0) ?? [];
    const wrong = (tune.warnings ?? []).map(plain);
    if (timed.length === 0) return { melody: null, wrong: [...wrong, 'It has no notes.'] };
    const { num, den } = tune.getMeterFraction();
    const metre = `${num}/${den ?? 4}`;
    if (!isMetre(metre)) wrong.push(`No bar can have a metre of ${metre}; 4/4 is taken.`);
    const { root, acc, mode } = tune.getKeySignature();
    return {
      melody: {
        title: tune.metaText.title || title,
        metre: isMetre(metre) ? metre : '4/4',
        key: `${root === 'none' ? 'C' : root}${acc}${mode === 'm' ? 'm' : ''}`,
        tempo: /^Q:/m.test(text) ? tempo : 120,
        notes: oneVoice(timed),
      },
      wrong,
    };
  } catch {
    // What abcjs throws is in words for programmers.
    return { melody: null, wrong: ['It is not written as ABC tunes are.'] };
  }
}

type Track = ReturnType<ReturnType<typeof abcjs.parseOnly>[number]['setUpAudio']>['tracks'][number];

/** abcjs counts in whole notes. */
const notesOf = (track: Track): TimedNote[] =>
  track.flatMap((event) =>
    event.cmd === 'note' ? [{ pitch: event.pitch, start: event.start * 4, beats: event.duration * 4 }] : [],
  );

/** abcjs marks the place of a mistake with HTML; as words it says it as well. */
const plain = (warning: string): string =>
  warning
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
