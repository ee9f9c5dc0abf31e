import { type Json, type JsonObject, jsonSchema, type RunContext, z } from '@/graph';
import { askServer } from './ask-server';

const tools = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      inputSchema: z.record(z.string(), jsonSchema),
      state: z.enum(['new', 'allowed', 'changed']),
      problem: z.string().nullable(),
    }),
  ),
});

/** A tool of an MCP server: called only where a person allowed it as it is described now (`state`). Its words come from outside. */
export type McpTool = z.infer<typeof tools>['tools'][number];

const answer = z.object({ text: z.string(), data: jsonSchema, isError: z.boolean() });

/** What a tool gave; `isError` where it says that it did not do it. Not to be trusted: it may be written to give orders to a model. */
export interface McpAnswer {
  readonly text: string;
  readonly data: Json;
  readonly isError: boolean;
}

/** The tools of a server, by the name that it has under “Tools from MCP servers”. @throws GenloomError `server.mcp-…` */
export async function listMcpTools(context: Pick<RunContext, 'server'>, server: string): Promise<readonly McpTool[]> {
  return (await askServer(context, '/api/mcp/tools', { server }, tools)).tools;
}

/** Calls one tool of a server. @throws GenloomError `server.mcp-not-allowed`, `server.mcp-changed` and what goes wrong there */
export function callMcpTool(
  context: Pick<RunContext, 'server'>,
  server: string,
  tool: string,
  args: JsonObject,
): Promise<McpAnswer> {
  return askServer(context, '/api/mcp/call', { server, tool, arguments: args }, answer);
}
