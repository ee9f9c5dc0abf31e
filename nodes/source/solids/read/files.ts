import { GenloomError, type Meshes, type RunContext } from '@/graph';
import { type NamedBytes, refuseHuge } from '@/ml/data/read';
import { fitted, type Mesh } from '@/ml/geometry/mesh';
import { chooseFiles } from '../../../common/read/choose';
import { folderOf, listed, takenByChance } from '../../../common/read/files-in-words';
import { isZip, unzip, type ZipEntry } from '../../../common/read/zip';
import { keptKinds } from '../kinds';
import { checkMesh, UnreadableMesh } from './check';

/** Files fill the cube from −1 to 1 up to this. */
const REACH = 0.9;
/** The most files in one zip. */
const MOST_FILES = 5_000;
const FORMATS = /\.(glb|ply|obj)$/i;

/**
 * The meshes of a zip, or the only one of a file, each moved and scaled to fill the cube from −1 to 1. The folder that one lies in is its class, where there are
 * several. Of more than are asked for some are taken by chance; files that cannot be used are skipped, named and counted. @throws GenloomError `meshes.none` when nothing
 * could be used, `solids.no-kind` when no kind is to be kept, and errors of the zip
 */
export async function readMeshFiles(
  file: NamedBytes,
  { count, keep }: { readonly count: number; readonly keep: string },
  context: Pick<RunContext, 'breathe' | 'progress' | 'log' | 'random'>,
): Promise<Meshes> {
  refuseHuge(file.name, file.bytes.length);
  const skipped: string[] = [];
  const entries = isZip(file.bytes) ? await entriesOf(file, skipped, context) : [file];
  const classes = [...new Set(entries.map(({ name }) => folderOf(name)))].sort();
  const kept = new Set(classes.length > 1 ? keptKinds(classes, keep) : classes);
  const wanted = entries.filter(({ name }) => kept.has(folderOf(name)));
  const chosen = chooseFiles(wanted, count, context.random.split('some'));
  if (chosen.length < wanted.length)
    context.log('info', takenByChance(chosen.length, wanted.length, 'meshes', 'Solids'));
  const items: Mesh[] = [];
  const folders: string[] = [];
  for (const [at, { name, bytes }] of chosen.entries()) {
    context.progress({ done: at, total: chosen.length, message: 'reading meshes' });
    await context.breathe();
    try {
      items.push(fitted(checkMesh(await readMesh(name, bytes)), REACH));
      folders.push(folderOf(name));
    } catch (error) {
      if (!(error instanceof UnreadableMesh)) throw error;
      skipped.push(`“${name}”: ${error.message}`);
    }
  }
  if (items.length === 0) throw noMeshes(file.name, skipped);
  if (skipped.length > 0)
    context.log(
      'warning',
      `${skipped.length} file${skipped.length === 1 ? ' was' : 's were'} skipped: ${listed(skipped)}.`,
    );
  const found = [...new Set(folders)].sort();
  return {
    items,
    ...(found.length > 1 && { classes: found, labels: Int32Array.from(folders, (folder) => found.indexOf(folder)) }),
  };
}

/** What reads a format is loaded with the first file of it. */
async function readMesh(name: string, bytes: Uint8Array): Promise<Mesh> {
  const ending = name.toLowerCase().match(FORMATS)?.[1];
  if (bytes.length === 0) throw new UnreadableMesh('it is empty');
  if (ending === 'glb') return (await import('./glb')).readGlb(bytes);
  if (ending === 'ply') return (await import('./ply')).readPly(bytes);
  if (ending === 'obj') return (await import('./obj')).readObj(bytes);
  throw new UnreadableMesh('it is no GLB, PLY or OBJ file');
}

async function entriesOf(
  { name, bytes }: NamedBytes,
  skipped: string[],
  { breathe, log }: Pick<RunContext, 'breathe' | 'log'>,
): Promise<ZipEntry[]> {
  let others = 0;
  const isWanted = (entry: string) => {
    const base = entry.split('/').at(-1) ?? '';
    const wanted = FORMATS.test(base) && !base.startsWith('.') && !entry.startsWith('__MACOSX/');
    if (!wanted && base !== '') others += 1;
    return wanted;
  };
  const entries = await unzip(bytes, isWanted, breathe, {
    entries: MOST_FILES,
    damaged: (entry) => skipped.push(`“${entry}”: it is damaged in the zip`),
  });
  if (others > 0)
    log(
      'warning',
      `${others} ${others === 1 ? 'file that is no mesh was' : 'files that are no meshes were'} left out of “${name}”.`,
    );
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const noMeshes = (name: string, skipped: readonly string[]) =>
  new GenloomError({
    code: 'meshes.none',
    title: `No mesh could be read from “${name}”.`,
    detail: skipped.length > 0 ? `${listed(skipped)}.` : 'Read are GLB, PLY and OBJ files, and zip archives of them.',
    fix: 'Choose a mesh, or a zip of meshes, with a folder for each kind.',
  });
