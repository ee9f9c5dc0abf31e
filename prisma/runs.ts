import { appendEvents, appendMetrics } from './entries';
import type { PrismaClient } from './generated/client';
import { addNumbered, newId } from './number';

export type RunOutcome = 'running' | 'finished' | 'failed' | 'waiting' | 'cancelled';

export interface RunSummary {
  readonly id: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: RunOutcome;
  readonly backend: string;
  /** JSON text, as are metrics and events. */
  readonly summary: string;
}
export interface Run extends RunSummary {
  readonly metrics: string;
  readonly events: string;
}

/** What a run may be told later: more events and metrics, and how it ended. */
export interface RunChange {
  readonly events?: readonly unknown[];
  readonly metrics?: readonly unknown[];
  readonly outcome?: RunOutcome;
  readonly summary?: string;
  /** Known for certain once the run has begun to compute. */
  readonly backend?: string;
}

export interface Runs {
  /** Newest first, without events and metrics. */
  list(projectId: string): Promise<readonly RunSummary[]>;
  get(projectId: string, id: string): Promise<Run | null>;
  /** Null where there is no such project. */
  create(projectId: string, begun: { readonly backend: string; readonly summary: string }): Promise<RunSummary | null>;
  /** Appends, and ends the run when an outcome other than `running` is given. Null where there is no such run. */
  change(projectId: string, id: string, change: RunChange): Promise<RunSummary | null>;
  delete(projectId: string, id: string): Promise<boolean>;
}

const summary = {
  id: true,
  number: true,
  startedAt: true,
  finishedAt: true,
  outcome: true,
  backend: true,
  summary: true,
} as const;

export function runsOf(database: PrismaClient, now: () => Date): Runs {
  const lastNumber = async (projectId: string): Promise<number> => {
    const last = await database.run.findFirst({
      where: { projectId },
      orderBy: { number: 'desc' },
      select: { number: true },
    });
    return last?.number ?? 0;
  };

  return {
    async list(projectId) {
      const rows = await database.run.findMany({ where: { projectId }, orderBy: { number: 'desc' }, select: summary });
      return rows.map(typed);
    },

    async get(projectId, id) {
      const row = await database.run.findFirst({
        where: { projectId, id },
        select: { ...summary, metrics: true, events: true },
      });
      return row && typed(row);
    },

    async create(projectId, begun) {
      const project = await database.project.findFirst({ where: { id: projectId, deletedAt: null } });
      if (!project) return null;
      const row = await addNumbered(
        () => lastNumber(projectId),
        (number) =>
          database.run.create({
            data: { id: newId(), projectId, number, ...begun, outcome: 'running', startedAt: now() },
            select: summary,
          }),
      );
      return typed(row);
    },

    async change(projectId, id, change) {
      for (;;) {
        const run = await database.run.findFirst({ where: { projectId, id } });
        if (!run) return null;
        const data = {
          ...(change.events ? { events: appendEvents(run.events, change.events) } : {}),
          ...(change.metrics ? { metrics: appendMetrics(run.metrics, change.metrics) } : {}),
          ...(change.summary === undefined ? {} : { summary: change.summary }),
          ...(change.backend === undefined ? {} : { backend: change.backend }),
          ...(change.outcome ? { outcome: change.outcome } : {}),
          ...(change.outcome && change.outcome !== 'running' ? { finishedAt: run.finishedAt ?? now() } : {}),
          revision: { increment: 1 },
        };
        // Two appends at the same time: the second reads again, so that neither is lost.
        const [changed] = await database.run.updateManyAndReturn({
          where: { id, revision: run.revision },
          data,
          select: summary,
        });
        if (changed) return typed(changed);
      }
    },

    async delete(projectId, id) {
      const { count } = await database.run.deleteMany({ where: { projectId, id } });
      return count === 1;
    },
  };
}

const outcomes: readonly string[] = [
  'running',
  'finished',
  'failed',
  'waiting',
  'cancelled',
] satisfies readonly RunOutcome[];
function isOutcome(value: string): value is RunOutcome {
  return outcomes.includes(value);
}

/** The database keeps an outcome as text, since enums are not portable. */
function typed<Row extends { readonly outcome: string }>(row: Row): Row & { readonly outcome: RunOutcome } {
  const { outcome } = row;
  if (!isOutcome(outcome)) throw new TypeError(`a run cannot have the outcome ${outcome}`);
  return { ...row, outcome };
}
