import type { McpServer } from '@/prisma/store';
import { openStore } from '../store';
import { mcpProblem } from './problem';

/** The server of tools that a graph calls by its name. @throws Problem `mcp-server` */
export async function mcpServerNamed(name: string): Promise<McpServer> {
  const server = await openStore().mcpServers.named(name);
  if (server) return server;
  throw mcpProblem(
    'server',
    'There is no such server of tools',
    `“${name}” is not known here. Add it under “Tools from MCP servers”.`,
    404,
  );
}
