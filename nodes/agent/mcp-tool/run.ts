import { GenloomError, type Run } from '@/graph';
import { listMcpTools } from '../../common/outside/mcp';
import type { agentMcpTool } from './node';

/** What providers take as the name of a tool. */
const NAME = /[^A-Za-z0-9_-]/g;

export const run: Run<typeof agentMcpTool> = async (_inputs, { server, name, asks }, context) => {
  if (server.trim() === '' || name.trim() === '')
    throw new GenloomError({
      code: 'tool.not-chosen',
      title: 'No tool is chosen yet.',
      detail: 'Servers and their tools are listed under “Tools from MCP servers”, where each is allowed by name.',
      fix: 'Write the names of the server and of the tool.',
    });
  const there = await listMcpTools(context, server.trim());
  const found = there.find((one) => one.name === name.trim());
  if (!found)
    throw new GenloomError({
      code: 'tool.unknown',
      title: `“${server}” has no tool “${name}”.`,
      detail:
        there.length === 0
          ? 'It has none.'
          : `It has ${there
              .map((one) => `“${one.name}”`)
              .join(', ')
              .slice(0, 1_000)}.`,
      fix: 'Correct the name.',
    });
  if (found.state !== 'allowed')
    throw new GenloomError({
      code: 'tool.not-allowed',
      title:
        found.state === 'changed'
          ? `“${name}” is not what it was when it was allowed.`
          : `“${name}” is not allowed yet.`,
      fix: 'Look at what it says of itself under “Tools from MCP servers”, and allow it there.',
    });
  return {
    tool: {
      name: found.name.replaceAll(NAME, '_').slice(0, 64),
      description: found.description,
      parameters: found.inputSchema,
      approval: asks,
      from: 'mcp',
      server: server.trim(),
      tool: found.name,
    },
  };
};
