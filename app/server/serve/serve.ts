import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { GraphDocument } from '@/graph';
import type { Store } from '@/prisma/store';
import { readDocument } from '../documents';
import { mcpProblem } from '../mcp/problem';
import { isLoopbackName } from '../named-hosts';
import { accessOf, isToken, mayServe } from './access';
import { filledIn, fired, type GraphTool, toolOf } from './graph-tool';
import { type RunLimits, runGraphApart } from './run-graph';

/** Characters of a text that a caller gives. */
const LONGEST = 100_000;
// Next loads a module once for each route that uses it; one graph runs at a time in the whole process.
const shared: typeof globalThis & { genloomServed?: { running: boolean } } = globalThis;

/**
 * Answers a program that speaks MCP: the graphs that were chosen are tools, for whoever has the token.
 * @throws Problem where the operator does not let graphs be served, or the token is not the one
 */
export async function serveGraphs(request: Request, store: Store, limits?: RunLimits): Promise<Response> {
  if (!mayServe())
    throw mcpProblem(
      'not-served',
      'No graph is served',
      'Whoever runs this server can allow it with GENLOOM_MCP_SERVE=1.',
      404,
    );
  const access = await accessOf(store.settings);
  if (!isToken(request.headers.get('authorization'), access))
    throw mcpProblem(
      'no-token',
      'The token is missing or wrong',
      'Make one under “Graphs as tools”, and send it as “Authorization: Bearer …”.',
      401,
    );
  const served = await servedTools(store, access.projects);
  return createMcpHandler(() => {
    const server = new McpServer({ name: 'Genloom', version: '0.1.0' });
    for (const { tool, document } of served)
      server.registerTool(
        tool.name,
        { title: tool.title, description: tool.description, inputSchema: schemaOf(tool) },
        async (given) => {
          const { text, isError } = await runAlone(() =>
            runGraphApart(fired(filledIn(document, tool, given)), ownOrigin(request), request.signal, limits),
          );
          return { content: [{ type: 'text', text }], isError };
        },
      );
    return server;
  }).fetch(request);
}

/** The projects that are served, as they are saved now; one that was deleted is none. */
export async function servedTools(
  { projects }: Pick<Store, 'projects'>,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly tool: GraphTool; readonly document: GraphDocument }[]> {
  const found = await Promise.all(ids.map((id) => projects.get(id)));
  return found.flatMap((project) => {
    if (!project || project.deletedAt !== null) return [];
    const document = readDocument(JSON.parse(project.document));
    return [{ id: project.id, tool: toolOf(project.id, document), document }];
  });
}

const schemaOf = ({ parameters }: GraphTool) =>
  z.object(
    Object.fromEntries(
      parameters.map(({ name, title, otherwise }) => [
        name,
        z
          .string()
          .max(LONGEST)
          .optional()
          .describe(`${title}. Otherwise: ${otherwise.slice(0, 200)}`),
      ]),
    ),
  );

async function runAlone<Result>(task: () => Promise<Result>): Promise<Result | { text: string; isError: true }> {
  shared.genloomServed ??= { running: false };
  const { genloomServed } = shared;
  if (genloomServed.running) return { text: 'Another graph is running. Try again when it has ended.', isError: true };
  genloomServed.running = true;
  try {
    return await task();
  } finally {
    genloomServed.running = false;
  }
}

/** Where the graph asks this server in turn; only where it was called at this machine, since the program speaks to no other. */
function ownOrigin(request: Request): string | null {
  const host = request.headers.get('host') ?? '';
  return URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname) ? `http://${host}` : null;
}
