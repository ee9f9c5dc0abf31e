import { catalogue, loadContracts } from '@/app/catalogue';
import { fieldsOf, GenloomError } from '@/graph';
import type { GivenFile } from './given';
import { filesInWords } from './left-out';
import { extensionOf, extensionsOf } from './pack';

/** Nodes that files become; where two take the same ending, the earlier one gets it. */
const TYPES = [
  'source.images',
  'source.sounds',
  'source.videos',
  'source.solids',
  'source.melodies',
  'source.table',
  'source.text',
  'source.molecules',
  'tokenize.load',
  'source.triples',
] as const;
type Taker = (typeof TYPES)[number];

export interface Takers {
  /** The node for a file of this name, by its ending; null where none says that it reads such files. */
  byEnding(path: string): Taker | null;
  /** Whether all files of a kind go into one node: those that take a zip do; texts are gathered by folder only. */
  gathers(type: string): boolean;
  /** What may lie beside its files and tells of them. */
  besideOf(type: string): string | undefined;
  /** In words, what may be given. */
  readonly offered: string;
}

/** What reads which files, as the contracts say it: they are loaded when somebody drops something. @throws GenloomError `catalogue.unreachable` */
export async function loadTakers(): Promise<Takers> {
  await loadContracts(TYPES.map((type) => ({ type })));
  const endings = new Map<string, readonly string[]>();
  const besides = new Map<string, string | undefined>();
  for (const type of TYPES) {
    const contract = catalogue.get(type);
    const field = contract && fieldsOf(contract).find(({ type, accept }) => type === 'file' && accept);
    endings.set(type, extensionsOf(field?.accept));
    besides.set(type, field?.beside);
  }
  const accepts = (type: string, ending: string) => endings.get(type)?.includes(ending) ?? false;
  const takerOf = (ending: string) =>
    ending === '.zip' ? null : (TYPES.find((type) => accepts(type, ending)) ?? null);
  return {
    byEnding: (path) => takerOf(extensionOf(path)),
    gathers: (type) => type !== 'source.text' && accepts(type, '.zip'),
    besideOf: (type) => besides.get(type),
    offered: TYPES.map((type) => {
      const own = endings.get(type)?.filter((ending) => takerOf(ending) === type);
      return `${catalogue.get(type)?.title} (${own?.join(' ')})`;
    }).join(', '),
  };
}

/** Text has no zero bytes and hardly any control characters; that of a file is told by its first bytes. UTF-16 says by its first two that it is text. */
export async function looksLikeText({ file }: GivenFile): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, 4_096).arrayBuffer());
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) return true;
  const controls = bytes.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte)).length;
  return !bytes.includes(0) && controls <= bytes.length / 50;
}

/** What to say where none of the files becomes a node. */
export const nothingReads = (paths: readonly string[], { offered }: Takers): GenloomError =>
  new GenloomError({
    code: 'files.unread',
    title: `No node reads ${filesInWords(paths)}.`,
    fix: `Read are ${offered}. A file that only one kind of node takes can be dropped on that node.`,
  });
