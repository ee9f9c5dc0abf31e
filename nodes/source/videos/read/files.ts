import { type Clips, GenloomError } from '@/graph';
import { MOST_BYTES } from '@/ml/data/clips';
import { type NamedBytes, refuseHuge } from '@/ml/data/read';
import type { ReadHelp } from '../../../common/read/data';
import { counted, folderOf, listed, takenByChance } from '../../../common/read/files-in-words';
import { isZip, unzip, type ZipEntry } from '../../../common/read/zip';
import { fitImages } from '../../images/fit';
import { decodeClip } from './decode';
import { type DecodedFrame, UnreadableClip } from './frames';

/** The most files in one zip. */
const MOST_FILES = 20_000;
const FORMATS = /\.(gif|mp4|m4v|mov|webm)$/i;

export interface ClipFilesHelp extends ReadHelp {
  /** Says what was done that is nothing to worry about. */
  tell(text: string): void;
  progress(done: number, total: number): void;
  /** Those of all files that are read, in their order. */
  choose<T>(files: readonly T[]): readonly T[];
}

export interface ClipFit {
  readonly frames: number;
  /** Height and width. */
  readonly size: number;
  /** Frames a second; as each file has them where it is null. */
  readonly fps: number | null;
  /** What becomes of frames that are no squares. */
  readonly shape: 'crop' | 'stretch';
}

/**
 * The clips of a zip, or the only one of a file, brought to one size, one rate and one length. The folder that one lies in is its class, where there are several.
 * Files that cannot be read are skipped, named and counted, and of those that are damaged or cut short the frames before that are taken; what was cut off or held is told. @throws GenloomError `clips.none`, `clips.too-many`, and errors of the zip
 */
export async function readClipFiles(file: NamedBytes, fit: ClipFit, help: ClipFilesHelp): Promise<Clips> {
  refuseHuge(file.name, file.bytes.length);
  const skipped: string[] = [];
  const entries = isZip(file.bytes) ? await entriesOf(file, skipped, help) : [file];
  const chosen = help.choose(entries);
  if (chosen.length < entries.length) help.tell(takenByChance(chosen.length, entries.length, 'clips', 'Clips'));
  const shape = [fit.frames, fit.size, fit.size, 3];
  const size = fit.frames * fit.size * fit.size * 3;
  if (chosen.length * size > MOST_BYTES) throw tooMany(chosen.length, Math.floor(MOST_BYTES / size));
  const pixels = new Uint8Array(chosen.length * size);
  const folders: string[] = [];
  const broken: string[] = [];
  const told = { cut: 0, held: 0 };
  let fps = fit.fps;
  for (const [index, { name, bytes }] of chosen.entries()) {
    help.progress(index, chosen.length);
    await help.breathe();
    try {
      const clip = await readClip(bytes, fit, help.breathe);
      pixels.set(clip.pixels, folders.length * size);
      folders.push(folderOf(name));
      told.cut += Number(clip.cut);
      told.held += Number(clip.held);
      if (clip.broken) broken.push(`“${name}”`);
      fps ??= clip.fps;
    } catch (error) {
      if (!(error instanceof UnreadableClip)) throw error;
      skipped.push(`“${name}”: ${error.message}`);
    }
  }
  if (folders.length === 0) throw noClips(file.name, skipped);
  if (skipped.length > 0)
    help.warn(`${counted(skipped.length, 'file was', 'files were')} skipped: ${listed(skipped)}.`);
  if (broken.length > 0)
    help.warn(
      `${counted(broken.length, 'file is', 'files are')} damaged or cut short; the frames that could be read were taken: ${listed(broken)}.`,
    );
  if (told.cut > 0) help.warn(`${counted(told.cut, 'clip is', 'clips are')} longer; the first frames were taken.`);
  if (told.held > 0)
    help.warn(`${counted(told.held, 'clip is', 'clips are')} shorter; the last frame stands still until the end.`);
  const classes = [...new Set(folders)].sort();
  return {
    shape,
    count: folders.length,
    fps: fps ?? 8,
    pixels: pixels.slice(0, folders.length * size),
    ...(classes.length > 1 && { classes, labels: Int32Array.from(folders, (folder) => classes.indexOf(folder)) }),
  };
}

/** One clip as it was asked for: of each moment the frame that is shown then. */
async function readClip(bytes: Uint8Array, { frames, size, fps, shape }: ClipFit, breathe: () => Promise<void>) {
  const own = size * size * 3;
  const pixels = new Uint8Array(frames * own);
  let filled = 0;
  let last: Uint8Array | null = null;
  let [seen, end] = [0, 0];
  let [cut, broken] = [false, false];
  const fill = (until: number) => {
    while (last && filled < Math.min(until, frames)) pixels.set(last, filled++ * own);
  };
  const cutShort = () => {
    broken = true;
  };
  try {
    for await (const frame of decodeClip(bytes, fps === null ? LONGEST : frames / fps + 1, cutShort)) {
      await breathe();
      // Until this frame comes the one before it is shown.
      fill(fps === null ? seen : Math.ceil(frame.at * fps - 1e-6));
      cut = filled === frames;
      if (cut) break;
      seen += 1;
      end = frame.at;
      last = bytesOf(frame, size, shape);
    }
  } catch (error) {
    if (!(error instanceof UnreadableClip) || seen === 0) throw error;
    broken = true;
  }
  if (seen === 0) throw new UnreadableClip(broken ? 'it is cut off before its first frame' : 'it holds no frames');
  fill(filled + 1);
  const held = filled < frames;
  fill(frames);
  // A cut behind the last frame that was asked for does no harm.
  return { pixels, cut, held, broken: broken && held, fps: seen > 1 && end > 0 ? (seen - 1) / end : null };
}

/** Seconds of a file that are looked at where no rate is asked for: more than all frames that one may ask for, at any rate in use. */
const LONGEST = 60;

/** A frame as a square of so many pixels, a byte for each colour. */
function bytesOf({ width, height, rgba }: DecodedFrame, size: number, shape: ClipFit['shape']): Uint8Array {
  const data = new Float32Array(3 * width * height);
  for (let place = 0; place < width * height; place++)
    for (let channel = 0; channel < 3; channel++) data[3 * place + channel] = (rgba[4 * place + channel] ?? 0) / 255;
  const fitted = fitImages({ shape: [height, width, 3], count: 1, data }, { size, channels: 3, shape });
  return Uint8Array.from(fitted.data, (value) => Math.round(255 * value));
}

async function entriesOf({ name, bytes }: NamedBytes, skipped: string[], help: ClipFilesHelp): Promise<ZipEntry[]> {
  let others = 0;
  const isWanted = (entry: string) => {
    const base = entry.split('/').at(-1) ?? '';
    const wanted = FORMATS.test(base) && !base.startsWith('.') && !entry.startsWith('__MACOSX/');
    if (!wanted && base !== '') others += 1;
    return wanted;
  };
  const entries = await unzip(bytes, isWanted, help.breathe, {
    entries: MOST_FILES,
    damaged: (entry) => skipped.push(`“${entry}”: it is damaged in the zip`),
  });
  if (others > 0)
    help.warn(`${counted(others, 'file that is no clip was', 'files that are no clips were')} left out of “${name}”.`);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const noClips = (name: string, skipped: readonly string[]) =>
  new GenloomError({
    code: 'clips.none',
    title: `No clip could be read from “${name}”.`,
    detail: skipped.length > 0 ? `${listed(skipped)}.` : 'Read are GIF, MP4 and WebM files, and zip archives of them.',
    fix: 'Choose a clip, or a zip of clips, with a folder for each kind.',
  });

const tooMany = (count: number, most: number) =>
  new GenloomError({
    code: 'clips.too-many',
    title: `${count.toLocaleString('en')} clips of this size do not fit into memory.`,
    detail: `At this size at most ${most.toLocaleString('en')} do.`,
    fix: 'Ask for fewer, shorter or smaller clips.',
  });
