import { json, route } from '@/app/server/handler';
import { listModels } from '@/app/server/llm/models';
import { orProblem } from '@/app/server/llm/problem';
import { upstreamOf } from '@/app/server/llm/upstream';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

/** Sees whether a connection works: asks the service for its models, which costs nothing. */
export const POST = route<{ connectionId: string }>(async (request, { connectionId }) => {
  const connection = await openStore().connections.get(connectionId);
  if (!connection) throw notFound('connection');
  return json({ models: await orProblem(502, () => listModels(upstreamOf(connection), request.signal)) });
});
