import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';
import { LIMITS } from '@/graph';

type Params = { projectId: string };

export const GET = route<Params>(async (_, { projectId }) =>
  json({ versions: await openStore().versions.list(projectId) }),
);

const creation = z.object({ name: z.string().trim().min(1).max(LIMITS.title) });

/** Keeps the newest saved state under a name. */
export const POST = route<Params>(async (request, { projectId }) => {
  const { name } = await readBody(request, creation);
  const version = await openStore().versions.create(projectId, name);
  if (!version) throw notFound('project');
  return json(version, { status: 201 });
});
