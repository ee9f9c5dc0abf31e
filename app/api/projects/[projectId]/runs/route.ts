import { z } from 'zod';
import { runSummaryAnswer } from '@/app/server/answers';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

type Params = { projectId: string };

export const GET = route<Params>(async (_, { projectId }) => {
  const runs = await openStore().runs.list(projectId);
  return json({ runs: runs.map(runSummaryAnswer) });
});

const creation = z.object({ backend: z.string().min(1).max(64), summary: z.json().default({}) });

export const POST = route<Params>(async (request, { projectId }) => {
  const { backend, summary } = await readBody(request, creation);
  const run = await openStore().runs.create(projectId, { backend, summary: JSON.stringify(summary) });
  if (!run) throw notFound('project');
  return json(runSummaryAnswer(run), { status: 201 });
});
