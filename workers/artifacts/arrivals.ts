import { createSHA256 } from 'hash-wasm';
import type { Files } from './files';
import type { Shelf } from './shelf';

/** A file on its way here. It is nobody's until it is kept; what has come of it stays when the tab ends, and goes first when room is needed. */
export interface Arrival {
  /** Bytes that are there. */
  size(): number;
  /** @throws FullError when there is no room */
  append(bytes: Uint8Array): Promise<void>;
  /** Forgets what has come. */
  empty(): Promise<void>;
  /** The SHA-256 of all that has come. Asked once, when it is whole. */
  digest(): string;
  /** It is whole: it becomes a file like those that users give, under its hash. */
  keep(sha256: string): Promise<void>;
  /** It is not whole yet. */
  leave(): Promise<void>;
}

/** As much of a file as is hashed at a time. */
const PIECE = 4 * 2 ** 20;

export async function openArrival(name: string, files: Files, shelf: Shelf): Promise<Arrival> {
  const file = await files.grow(name);
  // The same hash as everywhere (FIPS 180-4), compiled: a model has gigabytes, and is hashed while it comes.
  const hasher = await createSHA256();
  // What came before a break was hashed by a worker that is gone.
  for (let begin = 0; begin < file.size(); begin += PIECE)
    hasher.update(await file.read(begin, Math.min(file.size(), begin + PIECE)));
  shelf.hold(name, [name]);
  shelf.adopt(name, file.size(), Date.now());
  const close = async () => {
    await file.close();
    shelf.adopt(name, file.size(), Date.now());
  };
  return {
    size: file.size,
    async append(bytes) {
      await file.append(bytes);
      hasher.update(bytes);
    },
    async empty() {
      await file.empty();
      hasher.init();
    },
    digest: () => hasher.digest(),
    async keep(sha256) {
      await close();
      shelf.hold(name, []);
      await files.rename(name, `asset-${sha256}`);
      shelf.adopt(`asset-${sha256}`, file.size(), Date.now());
      // Only its old name is left to forget.
      await shelf.remove(name);
    },
    async leave() {
      await close();
      shelf.hold(name, []);
      if (file.size() === 0) await shelf.remove(name);
    },
  };
}
