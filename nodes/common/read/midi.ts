import { Midi } from '@tonejs/midi';
import { GenloomError, type Melody } from '@/graph';
import { estimateKey } from '@/ml/music/key';
import { beatsOfBar, oneVoice } from '@/ml/music/melody';

/** Sixteenths: what people play is never quite in time. */
const GRID = 4;

/**
 * The melodies of a MIDI file, one for each track that has notes; of notes that sound together the highest. A track begins at the bar of its first note, with
 * the tempo and the metre that hold there. Drums are left out.
 * @throws GenloomError `midi.unreadable`, `midi.empty`
 */
export function readMidi(bytes: Uint8Array, name: string): Melody[] {
  const { header, tracks } = parsed(bytes, name);
  const found = tracks.flatMap((track, place): Melody[] => {
    const [first] = track.notes;
    if (!first || track.channel === 9) return [];
    const began = last(header.timeSignatures, first.ticks);
    const [count = 4, unit = 4] = began?.timeSignature ?? [];
    const metre = `${count}/${unit}`;
    const bar = beatsOfBar(metre) * header.ppq;
    const from = (began?.ticks ?? 0) + Math.floor((first.ticks - (began?.ticks ?? 0)) / bar) * bar;
    const notes = oneVoice(
      track.notes.map(({ midi, ticks, durationTicks }) => ({
        pitch: midi,
        start: (ticks - from) / header.ppq,
        beats: durationTicks / header.ppq,
      })),
      GRID,
    );
    const tempo = last(header.tempos, first.ticks)?.bpm ?? 120;
    return [
      { title: track.name.trim() || `${name}, track ${place + 1}`, metre, key: estimateKey(notes).name, tempo, notes },
    ];
  });
  if (found.length === 0)
    throw new GenloomError({
      code: 'midi.empty',
      title: `“${name}” has no notes.`,
      detail: 'None of its tracks has a note that is no drum.',
      fix: 'Give a file with a melody in it.',
    });
  return found;
}

function parsed(bytes: Uint8Array, name: string): Midi {
  try {
    return new Midi(bytes);
  } catch (cause) {
    throw new GenloomError({
      code: 'midi.unreadable',
      title: `“${name}” is no MIDI file that can be read.`,
      detail: cause instanceof Error ? cause.message : String(cause),
      fix: 'Save it once more as a standard MIDI file (.mid), or give it as ABC.',
    });
  }
}

/** What holds at a time: the last that began before it. */
const last = <Event extends { readonly ticks: number }>(events: readonly Event[], ticks: number): Event | undefined =>
  events.filter((event) => event.ticks <= ticks).at(-1);
