import { json, route } from '@/app/server/handler';
import { listTools } from '@/app/server/mcp/tools';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

/** Asks a server for its tools, for a person who decides about them. */
export const POST = route<{ serverId: string }>(async (request, { serverId }) => {
  const server = await openStore().mcpServers.get(serverId);
  if (!server) throw notFound('server');
  return json({ tools: await listTools(server, { signal: request.signal }) });
});
