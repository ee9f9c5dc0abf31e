import type { PrismaClient } from './generated/client';
import { newId } from './number';
import type { Versions } from './versions';

export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly revision: number;
  /** Rectangles of the nodes, as JSON text. */
  readonly thumbnail: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}
export interface Project extends ProjectSummary {
  /** The graph document, as JSON text. */
  readonly document: string;
}

/** What a project is made of, or saved as. Name and description repeat what the document says, for the list. */
export interface ProjectContent {
  readonly name: string;
  readonly description: string;
  readonly document: string;
  readonly thumbnail: string;
}

export interface ProjectSave extends ProjectContent {
  readonly id: string;
  /** The revision that the content was made from. */
  readonly revision: number;
}

export interface Saved {
  readonly outcome: 'saved';
  readonly revision: number;
  readonly updatedAt: Date;
}
/** Someone else saved first. Nothing is lost: both states stand among the versions. */
export interface Conflict {
  readonly outcome: 'conflict';
  /** What is saved now. */
  readonly current: Project;
  /** The version that holds the document which could not be saved, and the one that holds the current state. */
  readonly kept: { readonly yours: number; readonly theirs: number };
}

export interface Projects {
  /** Newest first. `search` looks in name and description, whatever the case of letters and their accents. */
  list(query?: { readonly search?: string; readonly deleted?: boolean }): Promise<readonly ProjectSummary[]>;
  /** `content` is given the new project's id, which documents carry too. */
  create(content: (id: string) => ProjectContent): Promise<Project>;
  /** Null where there is none, or where it was deleted. */
  get(id: string): Promise<Project | null>;
  /** Replaces the document if `revision` is the current one. Null where there is no such project. */
  saveDocument(save: ProjectSave): Promise<Saved | Conflict | null>;
  /** The same, where a save that comes too late is to be worked out again rather than kept: true when it was in time. */
  replaceIfCurrent(save: ProjectSave): Promise<boolean>;
  /** Hides a project; `restore` brings it back, `purge` ends it. */
  softDelete(id: string): Promise<boolean>;
  restore(id: string): Promise<boolean>;
  /** Removes for good what was deleted more than 30 days ago. @returns how many */
  purge(): Promise<number>;
}

export const NAMES_OF_KEPT = { yours: 'From another tab', theirs: 'Saved while another tab was open' } as const;
const KEEP_DELETED_DAYS = 30;

const summary = {
  id: true,
  name: true,
  description: true,
  revision: true,
  thumbnail: true,
  createdAt: true,
  updatedAt: true,
  deletedAt: true,
} as const;
const whole = { ...summary, document: true } as const;

export function projectsOf(database: PrismaClient, versions: Versions, now: () => Date): Projects {
  const get = (id: string) => database.project.findFirst({ where: { id, deletedAt: null }, select: whole });

  /** One statement: only the writer that knows the current revision can replace it. */
  const replace = async ({ id, revision, ...content }: ProjectSave, updatedAt: Date): Promise<boolean> => {
    const { count } = await database.project.updateMany({
      where: { id, revision, deletedAt: null },
      data: { ...content, updatedAt, revision: { increment: 1 } },
    });
    return count === 1;
  };

  return {
    get,
    replaceIfCurrent: (save) => replace(save, now()),

    async list({ search = '', deleted = false } = {}) {
      const found = await database.project.findMany({
        where: { deletedAt: deleted ? { not: null } : null },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        select: summary,
      });
      // Databases disagree on case and accents, so the comparison is ours.
      const wanted = folded(search.trim());
      return wanted === ''
        ? found
        : found.filter(({ name, description }) => folded(`${name}\n${description}`).includes(wanted));
    },

    async create(content) {
      const id = newId();
      const moment = now();
      const project = await database.project.create({
        data: { id, ...content(id), createdAt: moment, updatedAt: moment },
        select: whole,
      });
      await versions.keep({
        projectId: id,
        document: project.document,
        revision: project.revision,
        name: null,
        automatic: true,
      });
      return project;
    },

    async saveDocument({ id, revision, ...content }) {
      const updatedAt = now();
      if (await replace({ id, revision, ...content }, updatedAt)) {
        await versions.keepNowAndThen(id, revision + 1, content.document);
        return { outcome: 'saved', revision: revision + 1, updatedAt };
      }
      const current = await get(id);
      if (!current) return keepOfDeleted(id, revision, content.document);
      // A save whose answer got lost comes a second time: what it wants is already there.
      if (current.document === content.document)
        return { outcome: 'saved', revision: current.revision, updatedAt: current.updatedAt };
      const keep = (name: string, document: string, of: number) =>
        versions.keep({ projectId: id, document, revision: of, name, automatic: true });
      const yours = await keep(NAMES_OF_KEPT.yours, content.document, revision);
      const theirs = await keep(NAMES_OF_KEPT.theirs, current.document, current.revision);
      return { outcome: 'conflict', current, kept: { yours: yours.number, theirs: theirs.number } };
    },

    async softDelete(id) {
      const { count } = await database.project.updateMany({
        where: { id, deletedAt: null },
        data: { deletedAt: now() },
      });
      return count === 1;
    },

    async restore(id) {
      const { count } = await database.project.updateMany({
        where: { id, deletedAt: { not: null } },
        data: { deletedAt: null },
      });
      return count === 1;
    },

    async purge() {
      const before = new Date(now().getTime() - KEEP_DELETED_DAYS * 24 * 3600 * 1000);
      const { count } = await database.project.deleteMany({ where: { deletedAt: { lt: before } } });
      return count;
    },
  };

  /** A tab may still save into a project that another one deleted: its work is kept as a version and is there after a restore. */
  async function keepOfDeleted(id: string, revision: number, document: string): Promise<null> {
    if (await database.project.findUnique({ where: { id }, select: { id: true } }))
      await versions.keep({ projectId: id, document, revision, name: NAMES_OF_KEPT.yours, automatic: true });
    return null;
  }
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}
