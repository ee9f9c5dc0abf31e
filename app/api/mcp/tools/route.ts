import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { mcpServerNamed } from '@/app/server/mcp/named';
import { listTools } from '@/app/server/mcp/tools';

const wanted = z.object({ server: z.string().min(1).max(100) });

/** For a graph: the tools of a server that it names, and which of them may be called. */
export const POST = route(async (request) => {
  const { server } = await readBody(request, wanted);
  return json({ tools: await listTools(await mcpServerNamed(server), { signal: request.signal }) });
});
