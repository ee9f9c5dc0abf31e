import { GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { LARGEST_DATA, type NamedBytes, refuseHuge } from '@/ml/data/read';
import type { ReadHelp } from '../../../common/read/data';
import { folderOf, listed } from '../../../common/read/files-in-words';
import { isZip, unzip, type ZipEntry } from '../../../common/read/zip';
import { type Fit, fitImages } from '../fit';
import { type Captions, captionedOnly, isPicture, readCaptions } from './captions';
import { decodeImage, UnreadableImage } from './decode';

/** The most files in one zip. */
const MOST_FILES = 60_000;

export interface FilesHelp extends ReadHelp {
  progress(done: number, total: number): void;
  /** The classes among those there are, none where there are no several, whose images are wanted. */
  keep(classes: readonly string[]): readonly string[];
  /** Those of the wanted files that are read: all others cost nothing. */
  choose(files: readonly ZipEntry[]): readonly ZipEntry[];
}

/**
 * The images of a zip, or the only one of a file, brought to one shape. The folder that an image lies in is its class, where there are several, and
 * captions that lie beside them are theirs. Files that cannot be read are skipped, named and counted. @throws GenloomError `images.none` when nothing could be read, and errors of the zip
 */
export async function readImageFiles(file: NamedBytes, fit: Fit, help: FilesHelp): Promise<Arrays> {
  refuseHuge(file.name, file.bytes.length);
  const skipped: string[] = [];
  const captions = isZip(file.bytes) ? await readCaptions(file, help, MOST_FILES) : null;
  const all = isZip(file.bytes) ? await entriesOf(file, captions, skipped, help) : [file];
  if (all.length === 0) throw noImages(file.name, skipped);
  const entries = captionedOnly(all, captions, help);
  const there = [...new Set(entries.map(({ name }) => folderOf(name)))].sort();
  const kept = new Set(help.keep(there.length > 1 ? there : []));
  const chosen = help.choose(there.length > 1 ? entries.filter(({ name }) => kept.has(folderOf(name))) : entries);
  const size = fit.size * fit.size * fit.channels;
  const data = new Float32Array(chosen.length * size);
  const folders: string[] = [];
  const said: string[] = [];
  for (const [index, { name, bytes }] of chosen.entries()) {
    help.progress(index, chosen.length);
    await help.breathe();
    try {
      data.set(fitImages(await decodeImage(bytes), fit).data, folders.length * size);
      folders.push(folderOf(name));
      said.push(captions?.of.get(name) ?? '');
    } catch (error) {
      if (!(error instanceof UnreadableImage)) throw error;
      skipped.push(`“${name}”: ${error.message}`);
    }
  }
  if (folders.length === 0) throw noImages(file.name, skipped);
  if (skipped.length > 0)
    help.warn(
      `${skipped.length.toLocaleString('en')} file${skipped.length === 1 ? ' was' : 's were'} skipped: ${listed(skipped)}.`,
    );
  const classes = [...new Set(folders)].sort();
  return {
    shape: [fit.size, fit.size, fit.channels],
    count: folders.length,
    data: folders.length === chosen.length ? data : data.slice(0, folders.length * size),
    ...(captions && captions.of.size > 0 && { captions: said }),
    // One class is told where it was picked out of several.
    ...((classes.length > 1 || (there.length > 1 && kept.size < there.length)) && {
      classes,
      labels: Int32Array.from(folders, (folder) => classes.indexOf(folder)),
    }),
  };
}

async function entriesOf(
  { name, bytes }: NamedBytes,
  captions: Captions | null,
  skipped: string[],
  help: FilesHelp,
): Promise<ZipEntry[]> {
  let others = 0;
  const isWanted = (entry: string) => {
    const wanted = isPicture(entry);
    if (!wanted && !entry.endsWith('/') && !captions?.files.has(entry)) others += 1;
    return wanted;
  };
  const entries = await unzip(bytes, isWanted, help.breathe, {
    entries: MOST_FILES,
    damaged: (entry) => skipped.push(`“${entry}”: it is damaged in the zip`),
  });
  if (others > 0) {
    const what = others === 1 ? 'file that is no image was' : 'files that are no images were';
    help.warn(`${others.toLocaleString('en')} ${what} left out of “${name}”.`);
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const noImages = (name: string, skipped: readonly string[]) =>
  new GenloomError({
    code: 'images.none',
    title: `No image could be read from “${name}”.`,
    detail:
      skipped.length > 0
        ? `${listed(skipped)}.`
        : `Read are PNG, JPEG and WebP images, and zip archives of them, up to ${LARGEST_DATA / 1024 / 1024} MB.`,
    fix: 'Choose an image, or a zip of images, with a folder for each class.',
  });
