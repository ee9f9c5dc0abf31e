import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { mcpProblem } from '@/app/server/mcp/problem';
import { mcpServerAnswer, newMcpServer, toKeep } from '@/app/server/mcp/servers';
import { mayStart } from '@/app/server/mcp/session';
import { openStore } from '@/app/server/store';

/** All servers of tools, without their tokens, and whether programs may be started as such. */
export const GET = route(async () => {
  const servers = await openStore().mcpServers.list();
  return json({ servers: servers.map(mcpServerAnswer), mayStart: mayStart() });
});

export const POST = route(async (request) => {
  const { kept, seal } = toKeep(await readBody(request, newMcpServer));
  const made = await openStore().mcpServers.create(kept, seal);
  if (made === 'taken')
    throw mcpProblem(
      'name-taken',
      'The name is taken',
      `There is another server “${kept.name}”. Choose a name of its own.`,
      409,
    );
  return json(mcpServerAnswer(made), { status: 201, headers: { Location: `/api/mcp/servers/${made.id}` } });
});
