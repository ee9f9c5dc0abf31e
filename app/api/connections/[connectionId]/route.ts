import { readBody } from '@/app/server/body';
import { json, noContent, route } from '@/app/server/handler';
import { changedConnection, changesOf, connectionAnswer } from '@/app/server/llm/connections';
import { nameTaken, orProblem } from '@/app/server/llm/problem';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

type Params = { connectionId: string };

/** Changes what is given; a key that is left out stays, unless the connection is led to another host. */
export const PATCH = route<Params>(async (request, { connectionId }) => {
  const given = await readBody(request, changedConnection);
  const { connections, spends } = openStore();
  const before = await connections.get(connectionId);
  if (!before) throw notFound('connection');
  const change = await orProblem(422, () => changesOf(before, given));
  const changed = await connections.change(connectionId, change);
  if (changed === 'taken') throw nameTaken(given.name ?? before.name);
  if (!changed) throw notFound('connection');
  return json(connectionAnswer(changed, await spends.today(connectionId)));
});

/** For good, with its key and what it spent. */
export const DELETE = route<Params>(async (_, { connectionId }) => {
  if (!(await openStore().connections.delete(connectionId))) throw notFound('connection');
  return noContent();
});
