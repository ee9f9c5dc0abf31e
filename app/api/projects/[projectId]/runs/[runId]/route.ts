import { z } from 'zod';
import { runAnswer, runSummaryAnswer } from '@/app/server/answers';
import { BODY_LIMIT, readBody } from '@/app/server/body';
import { json, noContent, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

type Params = { projectId: string; runId: string };

export const GET = route<Params>(async (_, { projectId, runId }) => {
  const run = await openStore().runs.get(projectId, runId);
  if (!run) throw notFound('run');
  return json(runAnswer(run));
});

const entries = z.array(z.record(z.string(), z.json())).max(50_000);
const change = z.object({
  events: entries.optional(),
  metrics: entries.optional(),
  outcome: z.enum(['running', 'finished', 'failed', 'waiting', 'cancelled']).optional(),
  summary: z.json().optional(),
  backend: z.string().min(1).max(64).optional(),
});

/** Appends events and metrics, and says how the run ended. */
export const PATCH = route<Params>(async (request, { projectId, runId }) => {
  const { events, metrics, outcome, summary, backend } = await readBody(request, change, BODY_LIMIT.events);
  const run = await openStore().runs.change(projectId, runId, {
    ...(events ? { events } : {}),
    ...(metrics ? { metrics } : {}),
    ...(outcome ? { outcome } : {}),
    ...(backend ? { backend } : {}),
    ...(summary === undefined ? {} : { summary: JSON.stringify(summary) }),
  });
  if (!run) throw notFound('run');
  return json(runSummaryAnswer(run));
});

export const DELETE = route<Params>(async (_, { projectId, runId }) => {
  if (!(await openStore().runs.delete(projectId, runId))) throw notFound('run');
  return noContent();
});
