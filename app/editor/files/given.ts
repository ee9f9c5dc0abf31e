/** A file as somebody gave it, with the folders that it lay in: `cats/tabby.png`. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** Where a file that was taken here lies among others: in the folder of its class, which its name must not leave. */
export function takenPath(by: string, unnamed: string, named: string, number: number, ending: string): string {
  const folder = named.replaceAll(/[/\\]|^[.\s]+/g, ' ').trim();
  return `${by}/${folder || unnamed}/${String(number).padStart(4, '0')}.${ending}`;
}

/** `20 of cat, 18 of dog`, of files that were taken here; null where there are none. */
export function takenInWords(files: readonly GivenFile[]): string | null {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const name = path.split('/')[1] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts.size === 0 ? null : [...counts].map(([name, count]) => `${count} of ${name}`).join(', ');
}

/** Files chosen in a dialog; those of a chosen folder come with their paths. */
export const chosenFiles = (files: Iterable<File>): readonly GivenFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped, with all that lies in folders. To be called while the drop is handled: the browser forgets afterwards. */
export function droppedFiles({ items }: DataTransfer): Promise<readonly GivenFile[]> {
  const found = [...items].map((item) => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    // Only folders are asked for their entries: what a page itself made and drops has a file, and an entry that leads nowhere.
    return entry?.isDirectory ? filesIn(entry) : Promise.resolve(chosenFiles(file ? [file] : []));
  });
  return Promise.all(found).then((all) => all.flat());
}

async function filesIn(entry: FileSystemEntry): Promise<readonly GivenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: GivenFile[] = [];
  // A folder is told some entries at a time, until there are none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
