import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asFull, type Files } from './files';

/** Milliseconds after which a temporary file is nobody's. */
const ABANDONED = 60 * 60 * 1000;

/** Files in a folder on disk, under Node: written to a temporary name, flushed, then renamed. */
export async function diskFiles(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  let count = 0;
  return {
    persistent: true,
    async list() {
      const names = (await readdir(folder)).filter((name) => !name.endsWith('.tmp'));
      const found = await Promise.all(
        names.map(async (name) => {
          const about = await statOf(join(folder, name));
          return about ? [{ name, size: about.size, modified: about.mtimeMs }] : [];
        }),
      );
      return found.flat();
    },
    async read(name, first) {
      try {
        const path = join(folder, name);
        return new Uint8Array(first === undefined ? await readFile(path) : await readFirst(path, first));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },
    async write(name, bytes) {
      const temporary = join(folder, `${name}.${process.pid}-${count++}.tmp`);
      try {
        const file = await open(temporary, 'w');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, join(folder, name));
      } catch (thrown) {
        await rm(temporary, { force: true });
        throw asFull(thrown);
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    async grow(name) {
      const file = await open(join(folder, name), constants.O_RDWR | constants.O_CREAT);
      let { size } = await file.stat();
      return {
        size: () => size,
        async append(bytes) {
          try {
            await file.write(bytes, 0, bytes.length, size);
            size += bytes.length;
          } catch (thrown) {
            throw asFull(thrown);
          }
        },
        async read(begin, end) {
          const { buffer, bytesRead } = await file.read(new Uint8Array(end - begin), 0, end - begin, begin);
          return buffer.subarray(0, bytesRead);
        },
        async empty() {
          await file.truncate(0);
          size = 0;
        },
        async close() {
          await file.sync();
          await file.close();
        },
      };
    },
    rename: (from, to) => rename(join(folder, from), join(folder, to)),
  };
}

async function readFirst(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Removes what a process that died in the middle of a write left; a young one may be another process at work. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(folder, name);
    const about = await statOf(path);
    if (about && Date.now() - about.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
}

/** Null when another process has removed or renamed it meanwhile. */
async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
