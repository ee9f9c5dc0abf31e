import { GenloomError, type Melody } from '@/graph';
import type { NamedBytes } from '@/ml/data/read';
import { readAbc } from '../../common/read/abc';
import { decodeText } from '../../common/read/decode';
import { readMidi } from '../../common/read/midi';
import { unzip } from '../../common/read/zip';

/** The most bytes of a file of notes, and the most melodies that are taken; a zip may have a file for each. */
const LIMITS = { bytes: 32 * 1024 * 1024, melodies: 50_000 } as const;

interface ReadHelp {
  readonly warn: (text: string) => void;
  readonly breathe: () => Promise<void>;
}

/**
 * The melodies of a .mid or .abc file, or of a zip of them. Of many files those that cannot be read are counted and left out; a single one is refused.
 * @throws GenloomError `melodies.too-large`, `melodies.none`, and what its reader says of a single file
 */
export async function readTuneFile(name: string, bytes: Uint8Array, help: ReadHelp): Promise<Melody[]> {
  if (bytes.length > LIMITS.bytes)
    throw new GenloomError({
      code: 'melodies.too-large',
      title: `“${name}” is too large.`,
      detail: `It has ${Math.round(bytes.length / 1024 / 1024)} MiB; files of notes of ${LIMITS.bytes / 1024 / 1024} MiB are read.`,
      fix: 'Give it in parts.',
    });
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const found: Melody[] = [];
  const wrong: string[] = [];
  const files = zipped
    ? await unzip(bytes, (entry) => /\.(abc|midi?)$/i.test(entry), help.breathe, {
        entries: LIMITS.melodies,
        damaged: (entry) => wrong.push(`“${entry}” is damaged in the zip.`),
      })
    : [{ name, bytes }];
  for (const file of files) {
    await help.breathe();
    try {
      const read = isMidi(file.bytes)
        ? readMidi(file.bytes, file.name, (what) => wrong.push(what))
        : readTunes(file, help, wrong);
      found.push(...read);
    } catch (error) {
      if (files.length === 1 || !(error instanceof GenloomError)) throw error;
      wrong.push(error.title);
    }
    if (found.length > LIMITS.melodies) break;
  }
  if (found.length === 0)
    throw new GenloomError({
      code: 'melodies.none',
      title: `There are no melodies in “${name}”.`,
      ...(wrong[0] !== undefined && { detail: wrong.slice(0, 3).join(' ') }),
      fix: 'Give a MIDI file (.mid), tunes in ABC (.abc), or a zip of them.',
    });
  if (wrong.length > 0)
    help.warn(`${wrong.length.toLocaleString('en')} could not be read, or not quite: ${wrong.slice(0, 3).join(' ')}`);
  if (found.length > LIMITS.melodies)
    help.warn(`Of more melodies the first ${LIMITS.melodies.toLocaleString('en')} are taken.`);
  return found.slice(0, LIMITS.melodies);
}

/** “MThd” (Standard MIDI File 1.0). */
const isMidi = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 4)) === 'MThd';

function readTunes({ bytes, name }: NamedBytes, { warn }: ReadHelp, wrong: string[]): Melody[] {
  return readAbc(decodeText(bytes, name, warn), name).flatMap(({ melody, wrong: said }, place) => {
    if (said[0] !== undefined) wrong.push(`Tune ${place + 1}: ${said[0]}`);
    return melody ?? [];
  });
}
