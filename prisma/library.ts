import type { PrismaClient } from './generated/client';
import { addNumbered, isGone, newId } from './number';

export interface LibraryVersionSummary {
  readonly number: number;
  /** What is new in it, in the person's words. */
  readonly changes: string;
  /** SHA-256 of the graph inside. */
  readonly hash: string;
  readonly createdAt: Date;
}
export interface LibraryVersion extends LibraryVersionSummary {
  /** A graph of one node, as JSON text. */
  readonly document: string;
}
export interface LibraryItem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  /** When its newest version was added, or it was renamed. */
  readonly updatedAt: Date;
  /** Newest first; a list of items has the newest alone. */
  readonly versions: readonly LibraryVersionSummary[];
}

export type LibraryContent = Pick<LibraryVersion, 'changes' | 'hash' | 'document'>;
/** `unchanged`: the newest version is this already, and none was added. */
export interface Kept {
  readonly outcome: 'added' | 'unchanged';
  readonly version: LibraryVersionSummary;
}

/** What a person keeps to use again. There is a way to add a version and none to alter one. */
export interface Library {
  /** By name, each with its newest version. */
  list(): Promise<readonly LibraryItem[]>;
  /** With all its versions. */
  get(id: string): Promise<LibraryItem | null>;
  version(id: string, number: number): Promise<LibraryVersion | null>;
  /** With its first version. `full` where there are as many as there may be. */
  create(item: { name: string; description: string }, first: LibraryContent): Promise<LibraryItem | 'full'>;
  /** Null where there is no such item. */
  add(id: string, content: LibraryContent): Promise<Kept | 'full' | null>;
  describe(id: string, change: { name?: string | undefined; description?: string | undefined }): Promise<boolean>;
  /** For good, with all its versions. */
  delete(id: string): Promise<boolean>;
}

const summary = { number: true, changes: true, hash: true, createdAt: true } as const;
const about = { id: true, name: true, description: true, createdAt: true, updatedAt: true } as const;
const versions = (take?: number) =>
  ({ versions: { select: summary, orderBy: { number: 'desc' }, ...(take && { take }) } }) as const;

/** @param most how many items, and versions of each, there may be */
export function libraryOf(
  database: PrismaClient,
  now: () => Date,
  most: { readonly items: number; readonly versions: number },
): Library {
  const newest = (itemId: string) =>
    database.libraryVersion.findFirst({ where: { itemId }, orderBy: { number: 'desc' }, select: summary });

  return {
    async list() {
      const items = await database.libraryItem.findMany({ select: { ...about, ...versions(1) } });
      return [...items].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
    },

    get: (id) => database.libraryItem.findUnique({ where: { id }, select: { ...about, ...versions() } }),

    version: (itemId, number) =>
      database.libraryVersion.findFirst({ where: { itemId, number }, select: { ...summary, document: true } }),

    async create(item, first) {
      if ((await database.libraryItem.count()) >= most.items) return 'full';
      const [id, moment] = [newId(), now()];
      return database.libraryItem.create({
        data: {
          id,
          ...item,
          createdAt: moment,
          updatedAt: moment,
          versions: { create: { id: newId(), number: 1, ...first, createdAt: moment } },
        },
        select: { ...about, ...versions() },
      });
    },

    async add(itemId, content) {
      const last = await newest(itemId);
      if (!last) return null;
      if (last.hash === content.hash) return { outcome: 'unchanged', version: last };
      if (last.number >= most.versions) return 'full';
      const createdAt = now();
      try {
        const version = await addNumbered(
          async () => (await newest(itemId))?.number ?? 0,
          (number) =>
            database.libraryVersion.create({
              data: { id: newId(), itemId, number, ...content, createdAt },
              select: summary,
            }),
        );
        await database.libraryItem.updateMany({ where: { id: itemId }, data: { updatedAt: createdAt } });
        return { outcome: 'added', version };
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async describe(id, { name, description }) {
      const data = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
      const { count } = await database.libraryItem.updateMany({ where: { id }, data: { ...data, updatedAt: now() } });
      return count === 1;
    },

    async delete(id) {
      const { count } = await database.libraryItem.deleteMany({ where: { id } });
      return count === 1;
    },
  };
}
