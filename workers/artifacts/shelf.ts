import type { UserFacingError } from '@/graph';
import { asFull, type Files, FullError } from './files';

/** Files under a budget of bytes. Those that were used longest ago go first, and none that somebody holds on to. */
export interface Shelf {
  has(name: string): boolean;
  names(): readonly string[];
  /** Takes over a file that is there already. `keys` are the results in it: a hold on one of them holds the file. */
  adopt(name: string, size: number, usedAt: number, keys?: readonly string[]): void;
  read(name: string): Promise<Uint8Array | null>;
  /** Whole or not at all; where the disk refuses, it is kept in memory, and `onTrouble` is told. */
  write(name: string, bytes: Uint8Array, keys?: readonly string[]): Promise<void>;
  remove(name: string): Promise<void>;
  keysIn(name: string): readonly string[];
  /** Names and keys that somebody holds on to; replaces what the same one held before. */
  hold(owner: string, names: Iterable<string>): void;
  isHeld(name: string): boolean;
  /** Bytes on disk. */
  used(): number;
  /** Removes what nobody holds until so many bytes are left. What cannot be removed is told to `onTrouble`. */
  evict(until: number): Promise<void>;
  /** Tries once more to write what the disk had no room for, until it refuses again. */
  settle(): Promise<void>;
}

interface Kept {
  readonly size: number;
  readonly keys: readonly string[];
  usedAt: number;
  /** Only where the disk had no room for it. */
  readonly bytes?: Uint8Array;
}

export interface ShelfOptions {
  onEvicted(name: string, keys: readonly string[]): void;
  onTrouble(error: UserFacingError): void;
}

export function createShelf(files: Files, { onEvicted, onTrouble }: ShelfOptions): Shelf {
  const kept = new Map<string, Kept>();
  const holds = new Map<string, ReadonlySet<string>>();
  let used = 0;
  let clock = 0;
  /** Times of use that never repeat, so that the order of uses within a millisecond counts. */
  const now = () => {
    clock = Math.max(clock + 1e-3, Date.now());
    return clock;
  };

  function place(name: string, file: Kept): void {
    used -= sizeOnDisk(kept.get(name));
    kept.set(name, file);
    used += sizeOnDisk(file);
  }

  async function remove(name: string): Promise<void> {
    const file = kept.get(name);
    used -= sizeOnDisk(file);
    kept.delete(name);
    if (file) onEvicted(name, file.keys);
    await files.remove(name);
  }

  const isHeld = (name: string) => [...holds.values()].some((held) => held.has(name));

  async function evict(until: number): Promise<void> {
    if (used <= until) return;
    try {
      const others = (await files.othersPins?.()) ?? new Set<string>();
      const isFree = (name: string) => !isHeld(name) && !others.has(name);
      for (const [name, file] of [...kept].sort(([, a], [, b]) => a.usedAt - b.usedAt)) {
        if (used <= until) return;
        if (!file.bytes && isFree(name) && file.keys.every(isFree)) await remove(name);
      }
    } catch (thrown) {
      onTrouble(notRemoved(thrown));
    }
  }

  async function settle(): Promise<void> {
    for (const [name, { bytes, keys, usedAt }] of kept) {
      if (!bytes) continue;
      try {
        await files.write(name, bytes);
      } catch {
        // Told when it was refused first; it is tried again with the next results.
        return;
      }
      if (kept.get(name)?.bytes === bytes) place(name, { size: bytes.length, keys, usedAt });
    }
  }

  /** Writes to the disk, making room once if there is none. @throws FullError, or what the file system threw */
  async function put(name: string, bytes: Uint8Array): Promise<void> {
    try {
      await files.write(name, bytes);
    } catch (thrown) {
      const error = asFull(thrown);
      if (!(error instanceof FullError)) throw error;
      await evict(Math.min(used / 2, Math.max(0, used - 2 * bytes.length)));
      await files.write(name, bytes);
    }
  }

  return {
    has: (name) => kept.has(name),
    names: () => [...kept.keys()],
    adopt: (name, size, usedAt, keys = []) => place(name, { size, usedAt, keys }),
    async read(name) {
      const file = kept.get(name);
      if (!file) return null;
      file.usedAt = now();
      return file.bytes ?? files.read(name);
    },
    async write(name, bytes, keys = []) {
      try {
        await put(name, bytes);
        place(name, { size: bytes.length, usedAt: now(), keys });
      } catch (thrown) {
        place(name, { size: bytes.length, usedAt: now(), keys, bytes: bytes.slice() });
        onTrouble(troubleOf(asFull(thrown)));
      }
    },
    remove,
    keysIn: (name) => kept.get(name)?.keys ?? [],
    hold(owner, names) {
      const held = new Set(names);
      if (held.size > 0) holds.set(owner, held);
      else holds.delete(owner);
    },
    isHeld,
    used: () => used,
    evict,
    settle,
  };
}

const sizeOnDisk = (file: Kept | undefined) => (file && !file.bytes ? file.size : 0);

const notRemoved = (thrown: unknown): UserFacingError => ({
  code: 'storage.not-removed',
  title: 'An old result could not be removed from this device.',
  detail: thrown instanceof Error ? thrown.message : String(thrown),
  fix: 'Close other tabs of Genloom, or clear old results in the storage panel.',
});

function troubleOf(thrown: unknown): UserFacingError {
  if (thrown instanceof FullError) return thrown;
  return {
    code: 'storage.refused',
    title: 'A result could not be written to this device.',
    detail: `${thrown instanceof Error ? thrown.message : String(thrown)} It stays in memory and can be used until this tab closes.`,
    fix: 'Look whether the disk is full or read-only, then run again.',
  };
}
