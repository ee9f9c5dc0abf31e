import { GenloomError } from '@/graph';
import type { NamedBytes } from '@/ml/data/read';
import { csvRows } from '../../../common/read/csv';
import type { ReadHelp } from '../../../common/read/data';
import { decodeText } from '../../../common/read/decode';
import { counted } from '../../../common/read/files-in-words';
import { unzip } from '../../../common/read/zip';

/** Of a longer caption the beginning is taken. */
const LONGEST = 2_000;
/** How the columns of a list of captions may be called. */
const [FILES, WORDS] = [
  ['file', 'file_name', 'filename', 'image', 'picture'],
  ['caption', 'text', 'description'],
];

/** What is said of the pictures of an archive. */
export interface Captions {
  /** By the path of the picture. */
  readonly of: ReadonlyMap<string, string>;
  /** Paths of the files that say it, which are no strangers among pictures. */
  readonly files: ReadonlySet<string>;
}

export const isPicture = (path: string): boolean => isSeen(path) && /\.(png|jpe?g|webp)$/i.test(path);

/**
 * The captions that lie beside the pictures of a zip: those of each `captions.csv`, whose files are told from where it lies, and of a .txt of the same name as a
 * picture. Further lines of a caption stay, as what may be asked and answered. What belongs to no picture is counted and told; null where there are none.
 * @throws GenloomError `images.only-captions`, `captions.columns`, and errors of the zip
 */
export async function readCaptions(
  { name, bytes }: NamedBytes,
  help: ReadHelp,
  entries: number,
): Promise<Captions | null> {
  const names: string[] = [];
  const noted = (entry: string) => {
    names.push(entry);
    return false;
  };
  await unzip(bytes, noted, help.breathe, { entries });
  const pictures = new Map<string, string[]>();
  for (const path of names.filter(isPicture)) pictures.set(stemOf(path), [...(pictures.get(stemOf(path)) ?? []), path]);
  const lists = names.filter(isList);
  const texts = names.filter((path) => isSeen(path) && /\.txt$/i.test(path));
  if (pictures.size === 0 && lists.length > 0) throw onlyCaptions(name);
  const beside = texts.filter((path) => pictures.has(stemOf(path)));
  if (lists.length + beside.length === 0) return null;
  const wanted = new Set([...lists, ...beside]);
  const found = await unzip(bytes, (entry) => wanted.has(entry), help.breathe, {
    entries,
    damaged: (entry) => help.warn(`“${entry}” is damaged in the zip, and its captions are left out.`),
  });
  const said = new Map<string, string>();
  const strays: string[] = beside.length > 0 ? texts.filter((path) => !wanted.has(path)) : [];
  const told = { repeated: 0, cut: 0, odd: 0 };
  const say = (picture: string, caption: string) => {
    if (said.has(picture)) told.repeated += 1;
    else if (caption !== '') said.set(picture, caption.slice(0, LONGEST));
    told.cut += Number(caption.length > LONGEST);
  };
  const pictureOf = finder(names.filter(isPicture));
  for (const list of found.filter(({ name }) => isList(name)))
    for (const [file, caption] of rowsOf(decodeText(list.bytes, list.name, help.warn), list.name, help)) {
      await help.breathe();
      const picture = pictureOf(folderOf(list.name), file);
      if (picture) say(picture, tidy(caption));
      else strays.push(file);
    }
  for (const text of found.filter(({ name }) => !isList(name))) {
    await help.breathe();
    const silent = pictures.get(stemOf(text.name))?.filter((picture) => !said.has(picture)) ?? [];
    if (silent.length === 0) continue;
    const caption = tidy(wordsOf(text, () => (told.odd += 1)));
    for (const picture of silent) say(picture, caption);
  }
  if (strays.length > 0)
    help.warn(`${counted(strays.length, 'caption has', 'captions have')} no picture here: ${listed(strays)}.`);
  if (said.size === 0) help.warn('Captions lie beside these pictures, and none of the pictures has one.');
  if (told.repeated > 0)
    help.warn(
      `${counted(told.repeated, 'further row of a picture that has a caption was', 'further rows of pictures that have a caption were')} not used.`,
    );
  if (told.cut > 0)
    help.warn(
      `${counted(told.cut, 'caption is', 'captions are')} longer than ${LONGEST.toLocaleString('en')} signs and ${told.cut === 1 ? 'was' : 'were'} cut.`,
    );
  if (told.odd > 0)
    help.warn(`${counted(told.odd, 'caption is', 'captions are')} not UTF-8 and read as well as possible.`);
  return { of: said, files: new Set([...lists, ...texts.filter((path) => beside.length > 0 || wanted.has(path))]) };
}

/** Where some pictures have a caption, those that have one; how many others there are is told. */
export function captionedOnly<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  captions: Captions | null,
  { warn }: Pick<ReadHelp, 'warn'>,
): readonly Entry[] {
  if (!captions || captions.of.size === 0) return entries;
  const bare = entries.filter(({ name }) => !captions.of.has(name)).map(({ name }) => name);
  if (bare.length > 0)
    warn(
      `${counted(bare.length, 'picture has no caption and was', 'pictures have no caption and were')} left out: ${listed(bare)}.`,
    );
  return entries.filter(({ name }) => captions.of.has(name));
}

/** The files and captions of a list. @throws GenloomError `captions.columns` */
function rowsOf(text: string, name: string, { warn }: ReadHelp): readonly (readonly [string, string])[] {
  const [headings = [], ...rows] = csvRows(text, name, warn);
  const columnOf = (names: readonly string[]) =>
    headings.findIndex((heading) => names.includes(heading.trim().toLowerCase()));
  const [file, caption] = [columnOf(FILES), columnOf(WORDS)];
  if (file < 0 || caption < 0)
    throw new GenloomError({
      code: 'captions.columns',
      title: `“${name}” does not say which caption belongs to which picture.`,
      detail: `Its columns are ${headings
        .slice(0, 8)
        .map((heading) => `“${heading.slice(0, 40)}”`)
        .join(', ')}.`,
      fix: 'Name its columns “file” and “caption” in the first line, or take it out.',
    });
  return rows.map((row) => [row[file] ?? '', row[caption] ?? ''] as const);
}

/** Finds a picture by what a list in a folder calls it: from there, from the top, or by its name where only one has it. */
function finder(pictures: readonly string[]): (folder: string, file: string) => string | undefined {
  const paths = new Set(pictures);
  const byName = new Map<string, string[]>();
  for (const path of pictures) {
    const same = byName.get(nameOf(path));
    if (same) same.push(path);
    else byName.set(nameOf(path), [path]);
  }
  return (folder, file) => {
    const told = file
      .trim()
      .replaceAll('\\', '/')
      .replace(/^(\.?\/)+/, '');
    const exact = [`${folder}${told}`, told].find((path) => paths.has(path));
    if (exact) return exact;
    const ending = (byName.get(nameOf(told)) ?? []).filter((path) => path.endsWith(`/${told}`));
    return ending.length === 1 ? ending[0] : undefined;
  };
}

/** What stands in a .txt; nothing where that is no text. */
function wordsOf({ name, bytes }: NamedBytes, warn: () => void): string {
  try {
    return decodeText(bytes, name, warn);
  } catch (error) {
    if (error instanceof GenloomError) return '';
    throw error;
  }
}

/** A caption without empty lines and room at the ends of its lines. */
const tidy = (caption: string): string =>
  caption
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const nameOf = (path: string): string => path.split('/').at(-1) ?? '';
const folderOf = (path: string): string => path.slice(0, path.length - nameOf(path).length);
const stemOf = (path: string): string => path.replace(/\.[^./]*$/, '');
const isSeen = (path: string): boolean => !nameOf(path).startsWith('.') && !path.startsWith('__MACOSX/');
const isList = (path: string): boolean => isSeen(path) && nameOf(path).toLowerCase() === 'captions.csv';

/** The first few. */
const listed = (all: readonly string[]): string =>
  `${all
    .slice(0, 3)
    .map((name) => `“${name.slice(0, 80)}”`)
    .join(', ')}${all.length > 3 ? ` and ${(all.length - 3).toLocaleString('en')} more` : ''}`;

const onlyCaptions = (name: string) =>
  new GenloomError({
    code: 'images.only-captions',
    title: `“${name}” holds captions and no pictures.`,
    fix: 'Put the PNG, JPEG or WebP images that they tell of into it.',
  });
