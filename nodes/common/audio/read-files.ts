import { GenloomError, type Sounds } from '@/graph';
import { resample } from '@/ml/audio/resample';
import { isSilent } from '@/ml/audio/sounds';
import { LARGEST_DATA, type NamedBytes, refuseHuge } from '@/ml/data/read';
import type { ReadHelp } from '../read/data';
import { counted, folderOf, listed, takenByChance } from '../read/files-in-words';
import { isZip, unzip, type ZipEntry } from '../read/zip';
import { decodeSound, UnreadableSound } from './decode';
import { mixed } from './mix';

/** Files of one zip, and samples of all sounds: an hour at 44,100 Hz. */
const [MOST_FILES, MOST_SAMPLES] = [20_000, 160_000_000];

export interface SoundFilesHelp extends ReadHelp {
  /** Says what was done that is nothing to worry about. */
  tell(text: string): void;
  progress(done: number, total: number): void;
  /** Those of all files that are read, in their order. */
  choose<T>(files: readonly T[]): readonly T[];
}

export interface SoundFit {
  readonly sampleRate: number;
  /** What is longer is cut off, in seconds. */
  readonly seconds: number;
  /** Where classes come from. */
  readonly labelled: 'auto' | 'folder' | 'name' | 'none';
}

/**
 * The sounds of a zip, or the only one of a file: mixed down to one channel, resampled to one rate, and cut to a length. Classes are folders, or what stands in a
 * file's name before the first “_”. Files that cannot be read, or in which nothing can be heard, are skipped, named and counted; what was changed is told.
 * @throws GenloomError `sounds.none` when nothing could be read, `sounds.too-long`, and errors of the zip
 */
export async function readSoundFiles(file: NamedBytes, fit: SoundFit, help: SoundFilesHelp): Promise<Sounds> {
  refuseHuge(file.name, file.bytes.length);
  const skipped: string[] = [];
  const entries = isZip(file.bytes) ? await entriesOf(file, skipped, help) : [file];
  const chosen = help.choose(entries);
  if (chosen.length < entries.length) help.tell(takenByChance(chosen.length, entries.length, 'sounds', 'Sounds'));
  const told = { stereo: 0, cancelled: 0, resampled: 0, shortened: 0, clipped: 0, scaled: 0, cut: 0 };
  const clips: Float32Array[] = [];
  const paths: string[] = [];
  let samples = 0;
  for (const [index, { name, bytes }] of chosen.entries()) {
    help.progress(index, chosen.length);
    await help.breathe();
    try {
      const { channels, sampleRate, cut } = await decodeSound(bytes, fit.seconds);
      const most = Math.ceil(fit.seconds * sampleRate);
      const long = (channels[0]?.length ?? 0) > most;
      const mix = mixed(channels, most);
      const clip = resample(mix.clip, sampleRate, fit.sampleRate);
      if (clip.some((value) => !Number.isFinite(value)))
        throw new UnreadableSound('it holds samples that are no numbers');
      if (isSilent(clip)) throw new UnreadableSound('nothing can be heard');
      told.stereo += Number(channels.length > 1 && !mix.cancelled);
      told.cancelled += Number(mix.cancelled);
      told.resampled += Number(sampleRate !== fit.sampleRate);
      told.shortened += Number(long);
      told.clipped += Number(mix.clipped);
      told.scaled += Number(mix.scaled);
      told.cut += Number(cut);
      samples += clip.length;
      if (samples > MOST_SAMPLES) throw tooLong(fit);
      clips.push(clip);
      paths.push(name);
    } catch (error) {
      if (!(error instanceof UnreadableSound)) throw error;
      skipped.push(`“${name}”: ${error.message}`);
    }
  }
  if (clips.length === 0) throw noSounds(file.name, skipped);
  if (skipped.length > 0)
    help.warn(`${counted(skipped.length, 'file was', 'files were')} skipped: ${listed(skipped)}.`);
  tellChanges(told, fit, help);
  return { sampleRate: fit.sampleRate, clips, names: paths.map(baseOf), ...classesOf(paths, fit.labelled) };
}

type Changes = 'stereo' | 'cancelled' | 'resampled' | 'shortened' | 'clipped' | 'scaled' | 'cut';

function tellChanges(
  { stereo, cancelled, resampled, shortened, clipped, scaled, cut }: Readonly<Record<Changes, number>>,
  { sampleRate, seconds }: SoundFit,
  { tell, warn }: SoundFilesHelp,
): void {
  if (stereo > 0) tell(`${counted(stereo, 'sound has', 'sounds have')} several channels; their mean was taken.`);
  if (cancelled > 0)
    warn(
      `${counted(cancelled, 'sound has', 'sounds have')} channels that cancel each other out, being of opposite phases; the loudest of them was taken.`,
    );
  if (resampled > 0)
    tell(`${counted(resampled, 'sound was', 'sounds were')} resampled to ${sampleRate.toLocaleString('en')} Hz.`);
  if (shortened > 0)
    warn(`${counted(shortened, 'sound is', 'sounds are')} longer than ${seconds} s; only the beginning was taken.`);
  if (clipped > 0)
    warn(
      `${counted(clipped, 'sound is', 'sounds are')} clipped: recorded too loud, so that the tops of waves are missing.`,
    );
  if (scaled > 0)
    tell(
      `${counted(scaled, 'sound goes', 'sounds go')} beyond full scale, and ${scaled === 1 ? 'was' : 'were'} made as quiet as fits; nothing of it is lost.`,
    );
  if (cut > 0) warn(`${counted(cut, 'file is', 'files are')} damaged or cut short; what could be read was taken.`);
}

/** Classes by where a file lies or what it is called; none where they say nothing. */
function classesOf(paths: readonly string[], labelled: SoundFit['labelled']): Pick<Sounds, 'labels' | 'classes'> {
  const ways = { folder: paths.map(folderOf), name: paths.map(beforeUnderscore) };
  const telling = (names: readonly string[]) => new Set(names).size > 1;
  const wanted =
    labelled === 'none'
      ? null
      : labelled !== 'auto'
        ? ways[labelled]
        : telling(ways.folder)
          ? ways.folder
          : ways.name.every((name, index) => name !== baseOf(paths[index] ?? '')) && telling(ways.name)
            ? ways.name
            : null;
  if (!wanted) return {};
  const classes = [...new Set(wanted)].sort();
  return { classes, labels: Int32Array.from(wanted, (name) => classes.indexOf(name)) };
}

/** The name of a file without its folders and its ending. */
const baseOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '');
const beforeUnderscore = (path: string): string => baseOf(path).split('_')[0] || '(no name)';

async function entriesOf({ name, bytes }: NamedBytes, skipped: string[], help: SoundFilesHelp): Promise<ZipEntry[]> {
  let others = 0;
  const isWanted = (entry: string) => {
    const base = entry.split('/').at(-1) ?? '';
    const wanted = /\.(wav|mp3|ogg|oga|flac)$/i.test(base) && !base.startsWith('.') && !entry.startsWith('__MACOSX/');
    if (!wanted && base !== '') others += 1;
    return wanted;
  };
  const entries = await unzip(bytes, isWanted, help.breathe, {
    entries: MOST_FILES,
    damaged: (entry) => skipped.push(`“${entry}”: it is damaged in the zip`),
  });
  if (others > 0)
    help.warn(
      `${counted(others, 'file that is no sound was', 'files that are no sounds were')} left out of “${name}”.`,
    );
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const noSounds = (name: string, skipped: readonly string[]) =>
  new GenloomError({
    code: 'sounds.none',
    title: `No sound could be read from “${name}”.`,
    detail:
      skipped.length > 0
        ? `${listed(skipped)}.`
        : `Read are WAV, MP3, FLAC and Ogg Vorbis files, and zip archives of them, up to ${LARGEST_DATA / 1024 / 1024} MB.`,
    fix: 'Choose a sound, or a zip of sounds, with a folder for each class.',
  });

const tooLong = ({ sampleRate }: SoundFit) =>
  new GenloomError({
    code: 'sounds.too-long',
    title: 'These sounds are too long to fit into memory.',
    detail: `At ${sampleRate.toLocaleString('en')} Hz at most ${Math.floor(MOST_SAMPLES / sampleRate / 60)} minutes do, all together.`,
    fix: 'Use a part of them, a lower “Longest”, or a lower sample rate.',
  });
