import type { PrismaClient } from './generated/client';
import { addNumbered, newId } from './number';

export interface VersionSummary {
  readonly number: number;
  readonly name: string | null;
  /** The project's revision that this is, or that it started from. */
  readonly revision: number;
  readonly createdAt: Date;
  /** Made by Genloom rather than asked for by a person. */
  readonly automatic: boolean;
}
export interface Version extends VersionSummary {
  readonly document: string;
}

/** Saved states that never change: there is a way to add one and none to alter or remove one. */
export interface Versions {
  /** Newest first. */
  list(projectId: string): Promise<readonly VersionSummary[]>;
  get(projectId: string, number: number): Promise<Version | null>;
  /** Keeps the project's newest saved state under a name. Null where there is no such project. */
  create(projectId: string, name: string | null): Promise<VersionSummary | null>;
  /** Keeps a document that may not be the project's newest state. What is kept already is not kept twice. */
  keep(kept: KeptDocument): Promise<VersionSummary>;
  /** Keeps a freshly saved state when the newest version is long ago. */
  keepNowAndThen(projectId: string, revision: number, document: string): Promise<void>;
}

export interface KeptDocument {
  readonly projectId: string;
  readonly document: string;
  readonly revision: number;
  readonly name: string | null;
  readonly automatic: boolean;
}

/** A version is made by itself after so many saves, or after so much time, whichever comes first. */
export const AUTOMATIC_VERSION = { saves: 20, minutes: 5 } as const;

const summary = { number: true, name: true, revision: true, createdAt: true, automatic: true } as const;
const whole = { ...summary, document: true } as const;

export function versionsOf(database: PrismaClient, now: () => Date): Versions {
  const newest = (projectId: string) =>
    database.version.findFirst({ where: { projectId }, orderBy: { number: 'desc' }, select: summary });
  const keep = async (kept: KeptDocument): Promise<VersionSummary> => {
    const alike = await database.version.findMany({
      where: { projectId: kept.projectId, revision: kept.revision },
      select: whole,
    });
    const same = alike.find(
      ({ document, name }) => document === kept.document && (kept.automatic || name === kept.name),
    );
    if (same) return withoutDocument(same);
    return addNumbered(
      async () => (await newest(kept.projectId))?.number ?? 0,
      (number) =>
        database.version.create({ data: { id: newId(), ...kept, number, createdAt: now() }, select: summary }),
    );
  };

  return {
    keep,
    list: (projectId) =>
      database.version.findMany({ where: { projectId }, orderBy: { number: 'desc' }, select: summary }),
    get: (projectId, number) => database.version.findFirst({ where: { projectId, number }, select: whole }),

    async create(projectId, name) {
      const project = await database.project.findFirst({
        where: { id: projectId, deletedAt: null },
        select: { document: true, revision: true },
      });
      return project && keep({ projectId, ...project, name, automatic: false });
    },

    async keepNowAndThen(projectId, revision, document) {
      const last = await newest(projectId);
      const saves = revision - (last?.revision ?? 0);
      const minutes = last ? (now().getTime() - last.createdAt.getTime()) / 60_000 : Number.POSITIVE_INFINITY;
      if (saves < AUTOMATIC_VERSION.saves && minutes < AUTOMATIC_VERSION.minutes) return;
      await keep({ projectId, document, revision, name: null, automatic: true });
    },
  };
}

function withoutDocument({ number, name, revision, createdAt, automatic }: Version): VersionSummary {
  return { number, name, revision, createdAt, automatic };
}
