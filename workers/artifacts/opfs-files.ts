import { asFull, type Files, FullError, type GrowingFile } from './files';
import { memoryFiles } from './memory-files';

const FOLDER = 'genloom';
const PINS = /^pins-(.+)\.json$/;

/**
 * Files in the browser's Origin Private File System. `createWritable` writes to a copy and swaps it in when closed, so a write is whole or not at all.
 * Each tab says in a file of its own what it holds on to; the lock of that name tells whether the tab still lives. Falls back to memory where the
 * browser refuses, as private windows of some do.
 */
export async function openFiles(): Promise<Files> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    return opfsFiles(folder, await holdTabLock());
  } catch {
    return memoryFiles();
  }
}

function opfsFiles(folder: FileSystemDirectoryHandle, tab: string): Files {
  const open = (name: string) => folder.getFileHandle(name).catch(nullIfMissing);
  const files: Files = {
    persistent: true,
    async list() {
      const found: { name: string; size: number; modified: number }[] = [];
      for await (const handle of folder.values()) {
        if (!(handle instanceof FileSystemFileHandle) || handle.name.endsWith('.crswap')) continue;
        // It may have been removed since the folder was asked.
        const file = await steadily(() => handle.getFile().catch(nullIfMissing));
        if (file) found.push({ name: handle.name, size: file.size, modified: file.lastModified });
      }
      return found;
    },
    read: (name, first) =>
      steadily(async () => {
        const file = await (await open(name))?.getFile();
        return file ? new Uint8Array(await (first === undefined ? file : file.slice(0, first)).arrayBuffer()) : null;
      }),
    async write(name, bytes) {
      let writable: FileSystemWritableFileStream | null = null;
      try {
        const handle = await folder.getFileHandle(name, { create: true });
        writable = await handle.createWritable();
        await writable.write(new Uint8Array(bytes));
        await writable.close();
      } catch (thrown) {
        // The copy goes; one that is closed or broken already refuses, which changes nothing.
        await writable?.abort().catch(() => undefined);
        throw asFull(thrown);
      }
    },
    async remove(name) {
      await folder.removeEntry(name).catch(nullIfMissing);
    },
    grow: async (name) => growing(await folder.getFileHandle(name, { create: true })),
    async rename(from, to) {
      const handle = await folder.getFileHandle(from);
      if (isMovable(handle)) return handle.move(to);
      const writable = await (await folder.getFileHandle(to, { create: true })).createWritable();
      // Piped: it may be larger than memory likes. The pipe closes what it writes to.
      await (await handle.getFile()).stream().pipeTo(writable);
      await files.remove(from);
    },
    async publishPins(keys) {
      await files.write(`pins-${tab}.json`, new TextEncoder().encode(JSON.stringify(keys)));
    },
    async othersPins() {
      const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
      const pins = new Set<string>();
      for await (const name of folder.keys()) {
        const other = PINS.exec(name)?.[1];
        if (!other || other === tab) continue;
        if (!held.has(lockOf(other))) await files.remove(name);
        else for (const key of await readPins(name, files)) pins.add(key);
      }
      return pins;
    },
  };
  return files;
}

/** A handle that writes in place, unlike `createWritable`: after a crash all that was appended is there. Workers alone have it. */
async function growing(handle: FileSystemFileHandle): Promise<GrowingFile> {
  const access = await handle.createSyncAccessHandle();
  let size = access.getSize();
  return {
    size: () => size,
    async append(bytes) {
      try {
        const written = access.write(bytes, { at: size });
        if (written < bytes.length) throw new FullError();
        size += written;
      } catch (thrown) {
        throw asFull(thrown);
      }
    },
    async read(begin, end) {
      const bytes = new Uint8Array(end - begin);
      return bytes.subarray(0, access.read(bytes, { at: begin }));
    },
    async empty() {
      access.truncate(0);
      size = 0;
    },
    async close() {
      access.flush();
      access.close();
    },
  };
}

/** Renaming is newer than the rest, and not in TypeScript's own types. */
interface Movable {
  move(name: string): Promise<void>;
}
const isMovable = (handle: object): handle is Movable => 'move' in handle && typeof handle.move === 'function';

async function readPins(name: string, files: Files): Promise<readonly string[]> {
  const bytes = await files.read(name);
  const pins: unknown = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
  return Array.isArray(pins) ? pins.filter((key) => typeof key === 'string') : [];
}

/** Holds a lock for as long as this worker lives; its name is the tab's. */
async function holdTabLock(): Promise<string> {
  const tab = crypto.randomUUID();
  await new Promise<void>((resolve) => {
    navigator.locks.request(lockOf(tab), () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
  return tab;
}

const lockOf = (tab: string) => `genloom-tab-${tab}`;

const ATTEMPTS = 4;
const PAUSE_MS = 15;

/**
 * Looks again when what was looked at was replaced in that very moment: the browser then says that the state has changed since it was read from disk, or
 * that the file cannot be read.
 */
export async function steadily<T>(look: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await look();
    } catch (error) {
      if (attempt === ATTEMPTS || !isReplaced(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}

const isReplaced = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'NotReadableError');

function nullIfMissing(error: unknown): null {
  if (error instanceof DOMException && error.name === 'NotFoundError') return null;
  throw error;
}
