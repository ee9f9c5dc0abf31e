import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, FullError } from './files';

/** Files in a folder on disk, under Node: written to a temporary name, flushed, then renamed. */
export async function diskFiles(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true });
  let count = 0;
  return {
    persistent: true,
    async list() {
      const names = (await readdir(folder)).filter((name) => !name.endsWith('.tmp'));
      return Promise.all(
        names.map(async (name) => {
          const { size, mtimeMs } = await stat(join(folder, name));
          return { name, size, modified: mtimeMs };
        }),
      );
    },
    async read(name) {
      try {
        return new Uint8Array(await readFile(join(folder, name)));
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
      } catch (cause) {
        await rm(temporary, { force: true });
        if (codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT') throw new FullError({ cause });
        throw cause;
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
