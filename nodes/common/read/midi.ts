import { Midi } from '@tonejs/midi';
import { GenloomError, type Melody } from '@/graph';
import { estimateKey } from '@/ml/music/key';
import { beatsOfBar, isMetre, oneVoice } from '@/ml/music/melody';

/** Sixteenths: what people play is never quite in time. */
const GRID = 4;

/**
 * The melodies of a MIDI file, one for each track that has notes; of notes that sound together the highest. A track begins at the bar of its first note, with
 * the tempo and the metre that hold there. Drums are left out. What cannot be so is left out too, and `say` is told: a metre of no notes, a tempo without an end.
 * @throws GenloomError `midi.unreadable`, `midi.film-time`, `midi.empty`
 */
export function readMidi(bytes: Uint8Array, name: string, say: (what: string) => void = () => {}): Melody[] {
  requireBeats(bytes, name);
  const early = endsEarly(bytes);
  const { header, tracks } = parsed(bytes, name);
  const metres = header.timeSignatures.filter(({ timeSignature }) => isMetre(timeSignature.join('/')));
  const tempos = header.tempos.filter(({ bpm }) => bpm > 0 && bpm < Number.POSITIVE_INFINITY);
  const found = tracks.flatMap((track, place): Melody[] => {
    const [first] = track.notes;
    if (!first || track.channel === 9) return [];
    const began = last(metres, first.ticks);
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
    const tempo = last(tempos, first.ticks)?.bpm ?? 120;
    return [
      { title: track.name.trim() || `${name}, track ${place + 1}`, metre, key: estimateKey(notes).name, tempo, notes },
    ];
  });
  if (found.length === 0)
    throw new GenloomError({
      code: 'midi.empty',
      title: `“${name}” has no notes.`,
      detail: early ? 'It is cut short before its first note.' : 'None of its tracks has a note that is no drum.',
      fix: 'Give a file with a melody in it.',
    });
  if (early) say(`“${name}” is cut short; what could be read was taken.`);
  if (metres.length < header.timeSignatures.length)
    say(`“${name}” has a metre that no bar can have; what held before is taken, or 4/4.`);
  if (tempos.length < header.tempos.length)
    say(`“${name}” has a tempo of 0; what held before is taken, or 120 beats a minute.`);
  return found;
}

function parsed(bytes: Uint8Array, name: string): Midi {
  try {
    return new Midi(bytes);
  } catch (cause) {
    throw new GenloomError({
      code: 'midi.unreadable',
      title: `“${name}” is no MIDI file that can be read.`,
      detail: 'It is damaged, or something else under the name of one.',
      particulars: [cause instanceof Error ? cause.message : String(cause)],
      fix: 'Save it once more as a standard MIDI file (.mid), or give it as ABC.',
    });
  }
}

/** Bytes of the head of a file, and of that of a track (Standard MIDI File 1.0). */
const [HEAD, TRACK_HEAD] = [14, 8];

/** Refuses a file that does not say how its beats are divided. */
function requireBeats(bytes: Uint8Array, name: string): void {
  const fix = 'Save it once more as a standard MIDI file (.mid) that counts in beats, or give it as ABC.';
  const refused = { code: 'midi.unreadable', title: `“${name}” is no MIDI file that can be read.`, fix };
  if (bytes.length < HEAD) throw new GenloomError({ ...refused, detail: 'It is cut short within its first line.' });
  const division = (bytes[12] ?? 0) * 256 + (bytes[13] ?? 0);
  if (division === 0) throw new GenloomError({ ...refused, detail: 'It says that a beat has no parts.' });
  if (division >= 0x8000)
    throw new GenloomError({
      code: 'midi.film-time',
      title: `“${name}” counts time in pictures of a film, not in beats.`,
      detail: 'Which notes are quarters and which are eighths cannot be known from that (SMPTE time).',
      fix,
    });
}

/** Whether there are fewer tracks than it says, or the last is not whole. */
function endsEarly(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = TRACK_HEAD + view.getUint32(4);
  for (let track = 0; track < view.getUint16(10); track++) {
    if (at + TRACK_HEAD > bytes.length) return true;
    at += TRACK_HEAD + view.getUint32(at + 4);
  }
  return at > bytes.length;
}

/** What holds at a time: the last that began before it. */
const last = <Event extends { readonly ticks: number }>(events: readonly Event[], ticks: number): Event | undefined =>
  events.filter((event) => event.ticks <= ticks).at(-1);
