import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { mcpServerNamed } from '@/app/server/mcp/named';
import { callTool } from '@/app/server/mcp/tools';
import { isShallow, jsonSchema } from '@/graph';

const LEVELS = 32;
const wanted = z.object({
  server: z.string().min(1).max(100),
  tool: z.string().min(1).max(128),
  arguments: z
    .unknown()
    .refine((value) => isShallow(value, LEVELS), `Arguments are nested at most ${LEVELS} levels deep.`)
    .pipe(z.record(z.string(), jsonSchema))
    .default({}),
});

/** For a graph: calls a tool that a person allowed. */
export const POST = route(async (request) => {
  const { server, ...call } = await readBody(request, wanted);
  return json(await callTool(await mcpServerNamed(server), call, { signal: request.signal }));
});
