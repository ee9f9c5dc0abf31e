import { describeError, hash, type UserFacingError, type ValueFacts, type View } from '@/graph';
import type { StorageUsage } from '@/workers/runtime';
import { type Arrival, openArrival } from './arrivals';
import { bytesOf, type Container, type Entry, headLength, type Item, readContainer, writeContainer } from './container';
import { asFull, type Files, FullError } from './files';
import { join, split } from './ports';
import { createShelf } from './shelf';

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
  /** What was warned of while it was made; missing where nothing was. */
  readonly warnings?: readonly string[];
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
  /** Large results are on the disk when it is done; small ones can be read, and reach the disk a few at a time, see `flush`. */
  write(key: string, meta: Omit<ArtifactMeta, 'ports'>, values: Readonly<Record<string, StoredValue>>): Promise<void>;
  /** Writes what waits, and what there was no room for before. Never rejects: what goes wrong is told, see `onTrouble`. */
  flush(): Promise<void>;
  /** Files the user gave (`asset-<sha256>`), and checkpoints: by name, outside of the results. Null when missing or damaged. */
  readBlob(name: string): Promise<Uint8Array | null>;
  writeBlob(name: string, bytes: Uint8Array): Promise<void>;
  removeBlob(name: string): Promise<void>;
  hasBlob(name: string): boolean;
  /** A file that arrives a part at a time, with what came of it before; see {@link Arrival}. */
  arrival(name: string, size: number): Promise<Arrival>;
  /** Names and keys that are not evicted, here or by other tabs; replaces the former ones. */
  pin(names: Iterable<string>): Promise<void>;
  /** As `pin`, for a while and for this tab alone: what a run works with. None releases them. */
  hold(owner: string, names: Iterable<string>): void;
  /** Tells what goes wrong outside of any call: the disk is full. @returns ends it */
  onTrouble(listener: (error: UserFacingError) => void): () => void;
  usage(): StorageUsage;
  setBudget(bytes: number): Promise<void>;
  clear(): Promise<void>;
}

interface Place {
  readonly file: string;
  /** Where the file's results begin. */
  readonly start: number;
  readonly entry: Entry<ArtifactMeta>;
}
type Pending = Item<ArtifactMeta>;

/** Results smaller than this share files: a thousand small steps make a handful of files. */
const SMALL = 64 * 1024;
const SEGMENT = { bytes: 1024 * 1024, entries: 256, delay: 60 } as const;
/** Read of every file when the store opens; most headers fit. */
const HEAD = 16 * 1024;
const RESULT = /^(artifact|segment)-/;
const ASSET = /^asset-/;
const CHECKPOINT = /^checkpoint-/;
const PARTIAL = /^partial-/;
const DEFAULT_BUDGET = 2 * 1024 ** 3;

/**
 * The content-addressed store: results by the hash of how they were made. Each file is written whole or not at all and verified when read. Over budget,
 * files that were used longest ago go first, and none that holds something pinned, here or in another tab. When the disk is full, results stay in
 * memory until the tab closes, and `onTrouble` is told.
 */
export async function openStore(files: Files, { budget = DEFAULT_BUDGET } = {}): Promise<ArtifactStore> {
  const index = new Map<string, Place>();
  const pending = new Map<string, Pending>();
  const listeners = new Set<(error: UserFacingError) => void>();
  let limit = budget;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();
  /** A write that has not begun: it takes along what comes until then. */
  let nextWrite: Promise<void> | null = null;
  /** Small results that no write has taken yet. */
  let fresh = 0;
  /** The last file read: neighbouring results lie in one segment. */
  let recent: { readonly file: string; readonly bytes: Uint8Array } | null = null;

  const shelf = createShelf(files, {
    onEvicted(file, keys) {
      for (const key of keys) if (index.get(key)?.file === file) index.delete(key);
      if (recent?.file === file) recent = null;
    },
    onTrouble,
  });

  for (const { name, size, modified } of await files.list()) {
    const container = RESULT.test(name) ? await readHead(files, name, size) : null;
    if (container) {
      shelf.adopt(name, size, modified, keysOf(container));
      register(name, container);
    } else if (RESULT.test(name)) await files.remove(name);
    else if (ASSET.test(name) || CHECKPOINT.test(name) || PARTIAL.test(name)) shelf.adopt(name, size, modified);
  }

  function onTrouble(error: UserFacingError): void {
    for (const listener of listeners) listener(error);
  }

  function register(file: string, { entries, start }: Container<ArtifactMeta>): void {
    for (const entry of entries) index.set(entry.key, { file, start, entry });
    if (recent?.file === file) recent = null;
  }

  async function writeResults(name: string, items: readonly Pending[]): Promise<void> {
    const bytes = writeContainer(items);
    const container = readContainer<ArtifactMeta>(bytes);
    if (!container) throw new Error('a container was written that cannot be read');
    await shelf.write(name, bytes, keysOf(container));
    register(name, container);
  }

  async function writePending(): Promise<void> {
    nextWrite = null;
    fresh = 0;
    const items = [...pending.values()];
    if (items.length === 0) return;
    await writeResults(`segment-${crypto.randomUUID()}`, items);
    for (const item of items) if (pending.get(item.key) === item) pending.delete(item.key);
    await shelf.evict(limit);
  }

  function flushPending(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (nextWrite) return nextWrite;
    nextWrite = writing.then(writePending).catch((thrown: unknown) => onTrouble(describeError(thrown)));
    writing = nextWrite;
    return nextWrite;
  }

  async function flush(): Promise<void> {
    await flushPending();
    await shelf.settle();
    await shelf.evict(limit);
  }

  /** The other results of a damaged file are kept, in a new one; there is no moment at which they are not there. */
  async function salvage(file: string, whole: Uint8Array | null): Promise<void> {
    for (const key of shelf.keysIn(file)) {
      const place = index.get(key);
      const bytes = whole && place?.file === file ? bytesOf(whole, place, place.entry) : null;
      if (place && bytes) pending.set(key, { key, meta: place.entry.meta, bytes });
    }
    await flushPending();
    await shelf.remove(file);
  }

  async function open(file: string): Promise<Uint8Array | null> {
    if (recent?.file === file) return recent.bytes;
    const bytes = await shelf.read(file);
    if (bytes && bytes.length <= 4 * SEGMENT.bytes) recent = { file, bytes };
    return bytes;
  }

  async function read(key: string): Promise<Artifact | null> {
    const held = pending.get(key);
    if (held) return { key, meta: held.meta, values: split(held.meta, held.bytes) };
    const place = index.get(key);
    if (!place) return null;
    const whole = await open(place.file);
    const bytes = whole && bytesOf(whole, place, place.entry);
    if (bytes) return { key, meta: place.entry.meta, values: split(place.entry.meta, bytes) };
    // It was moved meanwhile: another reader found damage beside it.
    if (index.get(key) !== place) return read(key);
    index.delete(key);
    await salvage(place.file, whole);
    return null;
  }

  return {
    has: (key) => index.has(key) || pending.has(key),
    meta: (key) => pending.get(key)?.meta ?? index.get(key)?.entry.meta ?? null,
    bytes: (key) => pending.get(key)?.bytes.length ?? index.get(key)?.entry.length ?? 0,
    read,
    async write(key, meta, values) {
      const ports = Object.fromEntries(
        Object.entries(values).map(([port, { kind, bytes }]) => [port, { kind, length: bytes.length }]),
      );
      const item: Pending = { key, meta: { ...meta, ports }, bytes: join(values) };
      if (item.bytes.length >= SMALL) {
        await writeResults(`artifact-${key}`, [item]);
        await shelf.evict(limit);
        return;
      }
      pending.set(key, item);
      fresh++;
      if (fresh >= SEGMENT.entries) void flushPending();
      else timer ??= setTimeout(() => void flushPending(), SEGMENT.delay);
    },
    flush,
    async readBlob(name) {
      const whole = await shelf.read(name);
      const bytes = whole && (ASSET.test(name) ? assetOf(name, whole) : sealed(whole));
      if (!bytes && shelf.has(name)) await shelf.remove(name);
      return bytes;
    },
    async writeBlob(name, bytes) {
      const whole = ASSET.test(name) ? bytes : seal(name, bytes);
      await shelf.evict(Math.max(0, limit - whole.length));
      await shelf.write(name, whole);
    },
    removeBlob: (name) => shelf.remove(name),
    hasBlob: (name) => shelf.has(name),
    async arrival(name, size) {
      const already = shelf.has(`partial-${name}`) ? 0 : size;
      await shelf.evict(Math.max(0, limit - already));
      return openArrival(`partial-${name}`, files, shelf);
    },
    async pin(names) {
      const pinned = [...names];
      shelf.hold('document', pinned);
      try {
        await files.publishPins?.(pinned);
      } catch (thrown) {
        if (!(asFull(thrown) instanceof FullError)) throw thrown;
        onTrouble(notPinned);
      }
    },
    hold: (owner, names) => shelf.hold(owner, names),
    onTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    usage: () => ({
      bytes: shelf.used(),
      budget: limit,
      artifacts: new Set([...index.keys(), ...pending.keys()]).size,
      persistent: files.persistent,
    }),
    async setBudget(bytes) {
      limit = bytes;
      await flush();
    },
    async clear() {
      await flush();
      for (const file of shelf.names())
        if (!(ASSET.test(file) || PARTIAL.test(file)) || !shelf.isHeld(file)) await shelf.remove(file);
    },
  };
}

/** Nothing is lost by it: what another tab removes can be computed again. */
const notPinned: UserFacingError = {
  code: 'storage.not-pinned',
  title: 'There is no room left on this device to tell other tabs what this graph needs.',
  detail: 'Another tab of Genloom that needs room may remove results of this graph; they would be computed again.',
  fix: 'Clear old results in the storage panel, or free some room on this device.',
};

/** A file that the user gave has its digest in its name. */
const assetOf = (name: string, bytes: Uint8Array) => (`asset-${hash(bytes)}` === name ? bytes : null);

/** A checkpoint is stored with its digest. */
const seal = (name: string, bytes: Uint8Array) => writeContainer([{ key: name, meta: null, bytes }]);
function sealed(whole: Uint8Array): Uint8Array | null {
  const container = readContainer<null>(whole);
  const [entry] = container?.entries ?? [];
  return container && entry ? bytesOf(whole, container, entry) : null;
}

const keysOf = ({ entries }: Container<unknown>) => entries.map(({ key }) => key);

/** What a file of results holds, without reading the results; null for a damaged one. */
async function readHead(files: Files, name: string, size: number): Promise<Container<ArtifactMeta> | null> {
  const first = (await files.read(name, HEAD)) ?? new Uint8Array();
  const length = headLength(first) ?? 0;
  const head = length > first.length ? await files.read(name, length) : first;
  return head && readContainer<ArtifactMeta>(head, size);
}
