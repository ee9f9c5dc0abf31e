import { Midi } from '@tonejs/midi';
import { type Melodies, type Melody, melodiesView } from '@/graph';
import { keyNamed } from '@/ml/music/key';
import { beatsOf, beatsOfBar } from '@/ml/music/melody';
import { writeAbc } from '@/ml/music/write-abc';
import { type Codec, readText, utf8 } from '../codec';

/** JSON lines, a melody each. Saved as MIDI, each melody a track of its own behind the one before it, or as a tune book in ABC. */
export const melodies: Codec<Melodies> = {
  extension: 'mid',
  mediaType: 'audio/midi',
  encode: ({ melodies }) => utf8.encode(melodies.map((one) => `${JSON.stringify(one)}\n`).join('')),
  decode: (bytes) => ({
    melodies: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Melody => JSON.parse(line)),
  }),
  look: (value, { large, offset }) => melodiesView(value, large, offset),
  file: ({ melodies }) => writeMidi(melodies),
  formats: {
    abc: {
      extension: 'abc',
      mediaType: 'text/vnd.abc',
      encode: ({ melodies }) => utf8.encode(`${melodies.map((one, place) => writeAbc(one, place + 1)).join('\n\n')}\n`),
    },
  },
};

/** Standard MIDI File 1.0, format 1: tempo, metre and key of each melody where it begins, in ticks of 480 a quarter note. */
function writeMidi(tunes: readonly Melody[]): Uint8Array {
  const midi = new Midi();
  const ticks = (beats: number) => Math.round(beats * midi.header.ppq);
  let begin = 0;
  for (const { title, notes, tempo, metre, key, label } of tunes) {
    const at = ticks(begin);
    const { name, mode } = keyNamed(key);
    midi.header.tempos.push({ ticks: at, bpm: tempo });
    midi.header.timeSignatures.push({ ticks: at, timeSignature: metre.split('/').map(Number) });
    midi.header.keySignatures.push({ ticks: at, key: name.replace(/m$/, ''), scale: mode });
    const track = midi.addTrack();
    track.name = label ? `${title} (${label})` : title;
    let now = begin;
    for (const { pitch, beats } of notes) {
      if (pitch !== null) track.addNote({ midi: pitch, ticks: ticks(now), durationTicks: ticks(beats), velocity: 0.8 });
      now += beats;
    }
    // A bar of silence between, on a bar line.
    const bar = beatsOfBar(metre);
    begin += (Math.ceil(beatsOf(notes) / bar) + 1) * bar;
  }
  midi.header.update();
  return midi.toArray();
}
