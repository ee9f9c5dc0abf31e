import type { ValueFacts, View } from '@/graph';
import type { StorageUsage } from '@/workers/runtime';
import { bytesOf, type Entry, readContainer, writeContainer } from './container';
import { type Files, FullError } from './files';

/** One output of a step, encoded. */
export interface StoredValue {
  /** Full name of its kind. */
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** What is known of a result without reading its bytes. */
export interface ArtifactMeta {
  readonly type: string;
  readonly seconds: number;
  readonly views: Readonly<Record<string, View>>;
  readonly facts: ValueFacts;
  readonly ports: Readonly<Record<string, { readonly kind: string; readonly length: number }>>;
}

/** The results of a step, by output port. */
export interface Artifact {
  readonly key: string;
  readonly meta: ArtifactMeta;
  readonly values: Readonly<Record<string, StoredValue>>;
}

export interface ArtifactStore {
  has(key: string): boolean;
  meta(key: string): ArtifactMeta | null;
  bytes(key: string): number;
  /** Null when it is not there, or was damaged: then it is forgotten. */
  read(key: string): Promise<Artifact | null>;
  /** It can be read at once; small results reach the disk a few at a time, see `flush`. */
  write(key: string, meta: Omit<ArtifactMeta, 'ports'>, values: Readonly<Record<string, StoredValue>>): Promise<void>;
  flush(): Promise<void>;
  /** Files the user gave, and checkpoints: by name, outside of the results. */
  readBlob(name: string): Promise<Uint8Array | null>;
  writeBlob(name: string, bytes: Uint8Array): Promise<void>;
  removeBlob(name: string): Promise<void>;
  hasBlob(name: string): boolean;
  /** Names and keys that are not evicted; replaces the former ones. */
  pin(names: Iterable<string>): Promise<void>;
  usage(): StorageUsage;
  setBudget(bytes: number): Promise<void>;
  clear(): Promise<void>;
}

interface Place {
  readonly file: string;
  readonly entry: Entry<ArtifactMeta>;
}
interface FileState {
  size: number;
  usedAt: number;
  readonly keys: readonly string[];
}
interface Pending {
  readonly key: string;
  readonly meta: ArtifactMeta;
  readonly bytes: Uint8Array;
}

/** Results smaller than this share files: a thousand small steps make a handful of files. */
const SMALL = 64 * 1024;
const SEGMENT = { bytes: 1024 * 1024, entries: 256, delay: 60 } as const;
const RESULT = /^(artifact|segment)-/;
const BLOB = /^(asset|checkpoint)-/;
export const DEFAULT_BUDGET = 2 * 1024 ** 3;

/**
 * The content-addressed store: results by the hash of how they were made. Each file is written whole or not at all and verified when read. Over budget,
 * files that were used longest ago go first, and none that holds something pinned, here or in another tab. When the disk is full, results stay in
 * memory until the tab closes, and `onFull` is told.
 */
export async function openStore(
  files: Files,
  { budget = DEFAULT_BUDGET, onFull = () => {} }: { budget?: number; onFull?: (error: FullError) => void } = {},
): Promise<ArtifactStore> {
  const index = new Map<string, Place>();
  const state = new Map<string, FileState>();
  const pending = new Map<string, Pending>();
  /** Results that found no room. */
  const homeless = new Map<string, Pending>();
  let pinned = new Set<string>();
  let limit = budget;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();
  /** The last file read: neighbouring results lie in one segment. */
  let recent: { readonly file: string; readonly bytes: Uint8Array } | null = null;

  for (const { name, size, modified } of await files.list()) {
    if (RESULT.test(name)) {
      const container = readContainer<ArtifactMeta>((await files.read(name)) ?? new Uint8Array());
      if (!container) {
        await files.remove(name);
        continue;
      }
      register(name, size, modified, container.entries);
    } else if (BLOB.test(name)) state.set(name, { size, usedAt: modified, keys: [] });
  }

  function register(file: string, size: number, usedAt: number, entries: readonly Entry<ArtifactMeta>[]): void {
    state.set(file, { size, usedAt, keys: entries.map((entry) => entry.key) });
    for (const entry of entries) index.set(entry.key, { file, entry });
  }

  async function forget(file: string): Promise<void> {
    for (const key of state.get(file)?.keys ?? []) if (index.get(key)?.file === file) index.delete(key);
    state.delete(file);
    if (recent?.file === file) recent = null;
    await files.remove(file);
  }

  const used = () => [...state.values()].reduce((sum, { size }) => sum + size, 0);

  async function evict(until: number): Promise<void> {
    if (used() <= until) return;
    const others = (await files.othersPins?.()) ?? new Set<string>();
    const holds = (name: string) => pinned.has(name) || others.has(name);
    const oldest = [...state].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [file, { keys }] of oldest) {
      if (used() <= until) return;
      if (!holds(file) && !keys.some(holds)) await forget(file);
    }
  }

  /** Writes a file, making room once if there is none. False when it could not be written; `onFull` is told why. */
  async function put(name: string, bytes: Uint8Array): Promise<boolean> {
    for (const lastTry of [false, true]) {
      try {
        await files.write(name, bytes);
        return true;
      } catch (error) {
        const full = error instanceof FullError;
        if (lastTry || !full) {
          onFull(full ? error : new FullError({ cause: error }));
          return false;
        }
        await evict(used() / 2);
      }
    }
    return false;
  }

  async function writeResults(name: string, items: readonly Pending[]): Promise<void> {
    const bytes = writeContainer(items);
    if (await put(name, bytes)) {
      register(name, bytes.length, Date.now(), readContainer<ArtifactMeta>(bytes)?.entries ?? []);
      for (const { key } of items) homeless.delete(key);
    } else for (const item of items) homeless.set(item.key, item);
  }

  async function writePending(): Promise<void> {
    const items = [...pending.values()];
    if (items.length === 0) return;
    await writeResults(`segment-${crypto.randomUUID()}`, items);
    for (const { key } of items) pending.delete(key);
    await evict(limit);
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(writePending);
    return writing;
  }

  async function open(file: string): Promise<Uint8Array | null> {
    if (recent?.file === file) return recent.bytes;
    const bytes = await files.read(file);
    if (bytes && bytes.length <= 4 * SEGMENT.bytes) recent = { file, bytes };
    return bytes;
  }

  const waiting = (key: string) => pending.get(key) ?? homeless.get(key);

  return {
    has: (key) => index.has(key) || waiting(key) !== undefined,
    meta: (key) => waiting(key)?.meta ?? index.get(key)?.entry.meta ?? null,
    bytes: (key) => waiting(key)?.bytes.length ?? index.get(key)?.entry.length ?? 0,
    async read(key) {
      const held = waiting(key);
      if (held) return { key, meta: held.meta, values: split(held.meta, held.bytes) };
      const place = index.get(key);
      if (!place) return null;
      const whole = await open(place.file);
      const container = whole && readContainer<ArtifactMeta>(whole);
      const bytes = whole && container ? bytesOf(whole, container.start, place.entry) : null;
      if (!bytes) {
        await forget(place.file);
        return null;
      }
      const file = state.get(place.file);
      if (file) file.usedAt = Date.now();
      return { key, meta: place.entry.meta, values: split(place.entry.meta, bytes) };
    },
    async write(key, meta, values) {
      const ports = Object.fromEntries(
        Object.entries(values).map(([port, { kind, bytes }]) => [port, { kind, length: bytes.length }]),
      );
      const item: Pending = { key, meta: { ...meta, ports }, bytes: join(values) };
      if (item.bytes.length >= SMALL) {
        await writeResults(`artifact-${key}`, [item]);
        await evict(limit);
        return;
      }
      pending.set(key, item);
      if (pending.size >= SEGMENT.entries) await flush();
      else timer ??= setTimeout(() => void flush(), SEGMENT.delay);
    },
    flush,
    readBlob: (name) => files.read(name),
    async writeBlob(name, bytes) {
      await evict(limit - bytes.length);
      if (!(await put(name, bytes))) throw new FullError();
      state.set(name, { size: bytes.length, usedAt: Date.now(), keys: [] });
    },
    async removeBlob(name) {
      await forget(name);
    },
    hasBlob: (name) => state.has(name),
    async pin(names) {
      pinned = new Set(names);
      await files.publishPins?.([...pinned]);
    },
    usage: () => ({
      bytes: used(),
      budget: limit,
      artifacts: index.size + pending.size + homeless.size,
      persistent: files.persistent,
    }),
    async setBudget(bytes) {
      limit = bytes;
      await flush();
      await evict(limit);
    },
    async clear() {
      await flush();
      homeless.clear();
      for (const [file, { keys }] of [...state])
        if (!pinned.has(file) || keys.length > 0 || file.startsWith('checkpoint-')) await forget(file);
    },
  };
}

function join(values: Readonly<Record<string, StoredValue>>): Uint8Array {
  const parts = Object.values(values);
  const whole = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

function split(meta: ArtifactMeta, bytes: Uint8Array): Readonly<Record<string, StoredValue>> {
  let at = 0;
  return Object.fromEntries(
    Object.entries(meta.ports).map(([port, { kind, length }]) => {
      const value = { kind, bytes: bytes.slice(at, at + length) };
      at += length;
      return [port, value];
    }),
  );
}
