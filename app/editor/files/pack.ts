import { GenloomError } from '@/graph';
import type { GivenFile } from './given';

/** Whether a field that accepts these extensions takes a folder or several files: they are given as one zip. */
export const takesSeveral = (accept: string | undefined): boolean => extensionsOf(accept).includes('.zip');

/**
 * One file as it is; several, or what lies in folders, as one zip, stored as they are, that keeps the folders. Files that the field does not accept
 * are left out. @throws GenloomError `files.none-fit`, `files.too-many`, `asset.too-large`
 */
export async function packed(files: readonly GivenFile[], accept: string | undefined): Promise<File | null> {
  const [first] = files;
  if (!first) return null;
  if (files.length === 1 && !first.path.includes('/')) return first.file;
  const wanted = extensionsOf(accept).filter((extension) => extension !== '.zip');
  const fitting = files.filter(({ path }) => !isHidden(path) && wanted.includes(extensionOf(path)));
  if (fitting.length === 0)
    throw new GenloomError({
      code: 'files.none-fit',
      title: `None of these ${files.length.toLocaleString('en')} files can be used here.`,
      fix: `Give files that end in ${wanted.join(', ')}.`,
    });
  await refuseLarge(nameOf(fitting), fitting);
  const { zipSync } = await import('fflate');
  const entries = await Promise.all(
    fitting.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const),
  );
  // One date for all: the same files are the same zip, and what was learned from it is found again.
  const zip = zipSync(Object.fromEntries(entries), { level: 0, mtime: '2020-01-01T00:00:00' });
  return new File([zip], nameOf(fitting), { type: 'application/zip' });
}

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
