import { type Field, GenloomError } from '@/graph';
import type { GivenFile } from './given';

/** Whether a field that accepts these extensions takes a folder or several files: they are given as one zip. */
export const takesSeveral = (accept: string | undefined): boolean => extensionsOf(accept).includes('.zip');

/** What a field gets of several files, and the paths of those that it does not. */
export interface Packed {
  readonly file: File | null;
  readonly left: readonly string[];
}

/**
 * One file as it is; several, or what lies in folders, as one zip, stored as they are, that keeps the folders. Files that the field does not accept
 * are left out, but for what tells of those that it does, and all but one where it takes no zip. @throws GenloomError `files.none-fit`, `files.without-others`, `files.too-many`, `asset.too-large`
 */
export async function packed(
  files: readonly GivenFile[],
  { accept, beside }: Pick<Field, 'accept' | 'beside'>,
): Promise<Packed> {
  const seen = files.filter(({ path }) => !isHidden(path));
  const [first = files[0]] = seen;
  if (!first) return { file: null, left: [] };
  const wanted = extensionsOf(accept).filter((extension) => extension !== '.zip');
  const fits = ({ path }: GivenFile) => wanted.includes(extensionOf(path));
  if (!takesSeveral(accept)) return alone(seen.find(fits) ?? first, seen);
  if (seen.length <= 1 && !first.path.includes('/')) {
    // It would take the place of the files that it tells of.
    if (!fits(first) && isBeside(first.path, beside)) throw withoutOthers(first.path);
    return { file: first.file, left: [] };
  }
  const belongs = goesWith(seen.filter(fits), beside);
  const fitting = seen.filter((file) => fits(file) || belongs(file));
  if (!seen.some(fits))
    throw new GenloomError({
      code: 'files.none-fit',
      title: `None of these ${files.length.toLocaleString('en')} files can be used here.`,
      fix: `Give files that end in ${wanted.join(', ')}${seen.some(isZip) ? ', or one .zip by itself' : ''}.`,
    });
  const [only] = fitting;
  if (only && fitting.length === 1 && !only.path.includes('/')) return alone(only, seen);
  await refuseLarge(nameOf(fitting), fitting);
  const { zipSync } = await import('fflate');
  const entries = await Promise.all(
    named(fitting).map(async ([path, { file }]) => [path, new Uint8Array(await file.arrayBuffer())] as const),
  );
  // One date for all: the same files are the same zip, and what was learned from it is found again.
  const zip = zipSync(Object.fromEntries(entries), { level: 0, mtime: '2020-01-01T00:00:00' });
  const file = new File([zip], nameOf(fitting), { type: 'application/zip' });
  return { file, left: pathsWithout(seen, fitting) };
}

/** Whether a file tells of some others, by what may lie beside these, `captions.csv,.txt`: a list of that name, or a file that is called as one of them. */
export function goesWith(files: readonly GivenFile[], beside: string | undefined): (file: GivenFile) => boolean {
  const told = extensionsOf(beside);
  const stems = new Set(files.map(({ path }) => stemOf(path)));
  return ({ path }) =>
    files.length > 0 &&
    (told.includes(path.toLowerCase().split('/').at(-1) ?? '') ||
      (told.includes(extensionOf(path)) && stems.has(stemOf(path))));
}

/** Whether a file is of those that tell of others, without a look at whether these are there. */
function isBeside(path: string, beside: string | undefined): boolean {
  const told = extensionsOf(beside);
  return told.includes(path.toLowerCase()) || told.includes(extensionOf(path));
}

const withoutOthers = (name: string) =>
  new GenloomError({
    code: 'files.without-others',
    title: `“${name}” tells of other files, and none of them was given with it.`,
    fix: 'Give both at once: drop them together, or a folder or a zip that holds them.',
  });

const stemOf = (path: string): string => path.replace(/\.[^./]+$/, '');

/** One of several files by itself. */
const alone = (one: GivenFile, seen: readonly GivenFile[]): Packed => ({
  file: one.file,
  left: pathsWithout(seen, [one]),
});

const pathsWithout = (files: readonly GivenFile[], taken: readonly GivenFile[]): readonly string[] => {
  const isTaken = new Set(taken);
  return files.filter((file) => !isTaken.has(file)).map(({ path }) => path);
};

/** Each file with a path of its own: of those from different folders that were given without them, `a.png`, `a 2.png`. */
function named(files: readonly GivenFile[]): readonly (readonly [string, GivenFile])[] {
  const given = new Set(files.map(({ path }) => path));
  const used = new Set<string>();
  return files.map((file) => {
    const base = stemOf(file.path);
    const ending = file.path.slice(base.length);
    let path = file.path;
    for (let number = 2; used.has(path); number++) {
      const next = `${base} ${number}${ending}`;
      if (!given.has(next)) path = next;
    }
    used.add(path);
    return [path, file] as const;
  });
}

const isZip = ({ path }: GivenFile): boolean => extensionOf(path) === '.zip';

export const extensionOf = (path: string): string => /\.[^./]+$/.exec(path.toLowerCase())?.[0] ?? '';

export const extensionsOf = (accept: string | undefined): readonly string[] => accept?.split(',') ?? [];

/** What systems put beside people's files. */
export const isHidden = (path: string): boolean =>
  path.split('/').some((part) => /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part));

/** The folder that all lie in gives its name. */
function nameOf(files: readonly GivenFile[]): string {
  const folders = new Set(files.map(({ path }) => (path.includes('/') ? path.split('/')[0] : '')));
  const [only] = folders;
  return folders.size === 1 && only ? `${only}.zip` : `${files.length} files.zip`;
}

/** What a zip's list of files holds. */
const MOST_FILES = 60_000;

async function refuseLarge(name: string, files: readonly GivenFile[]): Promise<void> {
  if (files.length > MOST_FILES)
    throw new GenloomError({
      code: 'files.too-many',
      title: `These are ${files.length.toLocaleString('en')} files; at most ${MOST_FILES.toLocaleString('en')} are taken.`,
      fix: 'Give some of them.',
    });
  const size = files.reduce((total, { file }) => total + file.size, 0);
  (await import('@/workers/client')).refuseLargeAsset(name, size);
}
