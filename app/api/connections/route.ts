import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { connectionAnswer, newConnection, toKeep } from '@/app/server/llm/connections';
import { nameTaken, orProblem } from '@/app/server/llm/problem';
import { openStore } from '@/app/server/store';

/** All connections, with what they used today, and without their keys. */
export const GET = route(async () => {
  const { connections, spends } = openStore();
  const all = await connections.list();
  const answers = all.map(async (connection) => connectionAnswer(connection, await spends.today(connection.id)));
  return json({ connections: await Promise.all(answers) });
});

export const POST = route(async (request) => {
  const given = await readBody(request, newConnection);
  const { connections, spends } = openStore();
  const { kept, seal } = await orProblem(422, () => toKeep(given));
  const made = await orProblem(500, () => connections.create(kept, seal));
  if (made === 'taken') throw nameTaken(kept.name);
  const answer = connectionAnswer(made, await spends.today(made.id));
  return json(answer, { status: 201, headers: { Location: `/api/connections/${made.id}` } });
});
