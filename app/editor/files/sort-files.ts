import type { GivenFile } from './given';
import { lookIntoZip } from './look-into-zip';
import { isConfig, LONGEST_CONFIG, modelNode, outermost, WEIGHTS } from './model-node';
import { extensionOf, goesWith, isHidden } from './pack';
import { loadTakers, looksLikeText, nothingReads, type Takers } from './takers';

/** Files that one new node takes. */
export interface Group {
  readonly type: string;
  readonly files: readonly GivenFile[];
}

export interface Sorted {
  readonly groups: readonly Group[];
  /** Paths of those that no node takes. */
  readonly left: readonly string[];
}

/** The most nodes that the files of a folder become one by one. */
const MOST_ALONE = 8;

/**
 * Which node each file is for: the files of a model go into one, all images go into one, all sounds, videos, meshes and melodies too, a folder of texts as well,
 * and every other file has one of its own. @throws GenloomError `files.unread` where no node takes any of them
 */
export async function groupsOf(given: readonly GivenFile[]): Promise<Sorted> {
  const files = given.filter(({ path }) => !isHidden(path));
  if (files.some(({ path }) => extensionOf(path) === WEIGHTS)) return ofModel(files);
  const takers = await loadTakers();
  const gathered = new Map<string, GivenFile[]>();
  const unlike: GivenFile[] = [];
  for (const file of files) {
    const type = takers.byEnding(file.path);
    if (!type || !takers.gathers(type)) unlike.push(file);
    else gathered.set(type, [...(gathered.get(type) ?? []), file]);
  }
  const groups: Group[] = [...gathered].map(([type, files]) => ({
    type,
    files: [...files, ...unlike.filter(goesWith(files, takers.besideOf(type)))],
  }));
  const isGathered = new Set(groups.flatMap(({ files }) => files));
  const others = unlike.filter((file) => !isGathered.has(file));
  const left: string[] = [];
  const alone = others.filter(({ path }) => !path.includes('/'));
  const inFolders = others.filter((file) => !alone.includes(file));
  // What lies beside images or sounds in a folder, a list or a licence, is no text to learn from.
  if (gathered.size > 0) left.push(...inFolders.map(({ path }) => path));
  else {
    const texts = inFolders.filter(({ path }) => TEXTS.includes(takers.byEnding(path) ?? ''));
    const single = inFolders.filter((file) => !texts.includes(file) && takers.byEnding(file.path));
    alone.push(...single.slice(0, MOST_ALONE));
    if (texts.length > 0) groups.push({ type: 'source.text', files: texts });
    const isTaken = new Set([...texts, ...alone]);
    left.push(...inFolders.filter((file) => !isTaken.has(file)).map(({ path }) => path));
  }
  for (const file of alone) {
    const type = await typeFor(file, takers);
    if (type) groups.push({ type, files: [file] });
    else left.push(file.path);
  }
  if (groups.length === 0 && left.length > 0) throw nothingReads(left, takers);
  return { groups, left };
}

/** What is text to learn from where it lies in a folder, tables too. */
const TEXTS: readonly string[] = ['source.text', 'source.table'];

async function ofModel(files: readonly GivenFile[]): Promise<Sorted> {
  const model = files.filter(({ path }) => ['.json', WEIGHTS].includes(extensionOf(path)));
  const path = outermost(model.flatMap((one) => (isConfig(one.path) ? one.path : [])));
  const config = model.find((one) => one.path === path && one.file.size <= LONGEST_CONFIG);
  const left = files.filter((file) => !model.includes(file)).map(({ path }) => path);
  return { groups: [{ type: modelNode(await config?.file.text()), files: model }], left };
}

/** The node for one file: by the ending of its name, by what a zip holds, and text where it looks like it; null where nothing reads it. */
async function typeFor(file: GivenFile, takers: Takers): Promise<string | null> {
  const { path } = file;
  if (/(-ubyte|_batch(_\d+)?\.bin)(\.gz)?$/.test(path)) return 'source.images';
  if (extensionOf(path) === '.zip') return typeForZip(file, takers);
  return takers.byEnding(path) ?? ((await looksLikeText(file)) ? 'source.text' : null);
}

async function typeForZip(file: GivenFile, takers: Takers): Promise<string | null> {
  const { names, wanted } = await lookIntoZip(file, isConfig, LONGEST_CONFIG);
  // A damaged one: the node says best what is wrong with it.
  if (names.length === 0) return 'source.text';
  if (names.some((name) => extensionOf(name) === WEIGHTS))
    return modelNode(wanted.get(outermost([...wanted.keys()]) ?? ''));
  const counts = new Map<string, number>();
  for (const name of names) {
    const type = isHidden(name) ? null : takers.byEnding(name);
    if (type) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  // Meshes come with pictures of their surfaces.
  if (counts.has('source.solids')) return 'source.solids';
  const gathered = [...counts].filter(([type]) => takers.gathers(type)).sort((one, other) => other[1] - one[1]);
  return gathered[0]?.[0] ?? (TEXTS.some((type) => counts.has(type)) ? 'source.text' : null);
}
