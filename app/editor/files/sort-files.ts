import type { GivenFile } from './given';
import { lookIntoZip } from './look-into-zip';
import { isConfig, LONGEST_CONFIG, modelNode, outermost, WEIGHTS } from './model-node';
import { extensionOf } from './pack';

/** Files that one new node takes. */
export interface Group {
  readonly type: string;
  readonly files: readonly GivenFile[];
}

/** Which node each file is for: the files of a model go into one, all images go into one, all sounds into one, a folder of texts too, and every other file has one of its own. */
export async function groupsOf(files: readonly GivenFile[]): Promise<readonly Group[]> {
  if (files.some(({ path }) => extensionOf(path) === WEIGHTS)) {
    const model = files.filter(({ path }) => ['.json', WEIGHTS].includes(extensionOf(path)));
    const path = outermost(model.flatMap((one) => (isConfig(one.path) ? one.path : [])));
    const config = model.find((one) => one.path === path && one.file.size <= LONGEST_CONFIG);
    return [{ type: modelNode(await config?.file.text()), files: model }];
  }
  const images = files.filter(({ path }) => isImage(path));
  const sounds = files.filter(({ path }) => isSound(path));
  const others = files.filter((file) => !images.includes(file) && !sounds.includes(file));
  const inFolders = others.filter(({ path }) => path.includes('/'));
  const alone = others.filter((file) => !inFolders.includes(file));
  return [
    ...(images.length > 0 ? [{ type: 'source.images', files: images }] : []),
    ...(sounds.length > 0 ? [{ type: 'source.sounds', files: sounds }] : []),
    // What lies beside images or sounds in a folder, a list or a licence, is no text to learn from.
    ...(inFolders.length > 0 && images.length + sounds.length === 0 ? [{ type: 'source.text', files: inFolders }] : []),
    ...(await Promise.all(alone.map(async (file) => ({ type: await typeFor(file), files: [file] })))),
  ];
}

const IMAGES = ['.png', '.jpg', '.jpeg', '.webp'];
const isImage = (path: string): boolean => IMAGES.includes(extensionOf(path));

const SOUNDS = ['.wav', '.mp3', '.ogg', '.flac'];
const isSound = (path: string): boolean => SOUNDS.includes(extensionOf(path));

/** What a file becomes, by how its name ends; any other is text. */
const TYPES: Readonly<Record<string, string>> = {
  '.json': 'tokenize.load',
  '.csv': 'source.table',
  '.tsv': 'source.table',
};

async function typeFor(file: GivenFile): Promise<string> {
  const { path } = file;
  const ending = extensionOf(path);
  if (Object.hasOwn(TYPES, ending)) return TYPES[ending] ?? 'source.text';
  if (/-ubyte(\.gz)?$/.test(path)) return 'source.images';
  if (ending === '.zip') {
    const { names, wanted } = await lookIntoZip(file, isConfig, LONGEST_CONFIG);
    if (names.some((name) => extensionOf(name) === WEIGHTS))
      return modelNode(wanted.get(outermost([...wanted.keys()]) ?? ''));
    if (names.some(isImage)) return 'source.images';
    if (names.some(isSound)) return 'source.sounds';
  }
  return 'source.text';
}
