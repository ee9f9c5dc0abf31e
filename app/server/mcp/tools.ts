import { hashJson, isJson, isShallow, type Json, type JsonObject } from '@/graph';
import type { McpServer } from '@/prisma/store';
import { mcpProblem } from './problem';
import { type Session, type SessionOptions, withSession } from './session';

/** What a server may tell of itself: more tools than this are refused, and a tool that is larger is shown and cannot be allowed. */
const MOST = { tools: 128, name: 128, description: 8_000, schemaCharacters: 32_000, schemaLevels: 16 } as const;
/** Levels of a result’s data. */
const DEEPEST = 64;

/** `changed`: it was allowed when it was described otherwise, and asks again. */
export type ToolState = 'new' | 'allowed' | 'changed';

export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly inputSchema: JsonObject;
  /** SHA-256 of all of this, which an approval names. */
  readonly digest: string;
  readonly state: ToolState;
  /** Why it cannot be allowed; null where it can. */
  readonly problem: string | null;
}

export interface McpAnswer {
  readonly text: string;
  /** What it gave as structured content. */
  readonly data: Json;
  /** The tool says that it did not do it; its text says why. */
  readonly isError: boolean;
}

/** The tools of a server as they are now, asked anew each time. @throws Problem */
export const listTools = (server: McpServer, options: SessionOptions): Promise<readonly McpTool[]> =>
  withSession(server, options, (session) => toolsOf(server, session));

/**
 * Calls one tool, if a person allowed it as it is described now: it is looked up in the same session, so that it cannot be another one.
 * @throws Problem `mcp-no-tool`, `mcp-not-allowed`, `mcp-changed`, and what goes wrong with the server
 */
export const callTool = (
  server: McpServer,
  { tool: name, arguments: given }: { readonly tool: string; readonly arguments: JsonObject },
  options: SessionOptions,
): Promise<McpAnswer> =>
  withSession(server, options, async (session) => {
    const { client, asking, clean } = session;
    const tool = (await toolsOf(server, session)).find((one) => one.name === name);
    if (!tool) throw mcpProblem('no-tool', 'There is no such tool', `“${server.name}” has no tool “${name}”.`, 404);
    refuseUnlessAllowed(tool, server);
    const { inputSchema } = tool;
    const result = await client.callTool(
      { name, arguments: { ...given } },
      { ...asking, toolDefinition: { name, inputSchema: { ...inputSchema, type: 'object' } } },
    );
    return clean(answerOf(result));
  });

function refuseUnlessAllowed({ name, state, problem }: McpTool, server: McpServer): void {
  if (problem !== null) throw mcpProblem('not-allowed', 'This tool cannot be called', problem, 403);
  if (state === 'new')
    throw mcpProblem(
      'not-allowed',
      'This tool is not allowed yet',
      `Nobody has allowed “${name}” of “${server.name}”. Read what it does under “Tools from MCP servers”, and allow it there.`,
      403,
    );
  if (state === 'changed')
    throw mcpProblem(
      'changed',
      'This tool has changed',
      `“${name}” of “${server.name}” describes itself otherwise than when it was allowed. Read it again under “Tools from MCP servers”, and allow it anew.`,
      403,
    );
}

async function toolsOf(server: McpServer, { client, asking, clean }: Session): Promise<readonly McpTool[]> {
  const { tools } = await client.listTools(undefined, asking);
  if (tools.length > MOST.tools)
    throw mcpProblem(
      'too-many',
      'The server has too many tools',
      `“${server.name}” tells of ${tools.length}; at most ${MOST.tools} are read.`,
    );
  const twice = tools.find(({ name }, index) => tools.findIndex((other) => other.name === name) !== index);
  if (twice)
    throw mcpProblem(
      'answer',
      'The server’s tools cannot be told apart',
      `Two of them are called “${twice.name.slice(0, 60)}”.`,
    );
  return tools.map((tool) => {
    const { name, title = '', description = '', annotations = {} } = clean(tool);
    const problem = problemOf(name, description, tool.inputSchema);
    const told = {
      name: name.slice(0, MOST.name),
      title: title.slice(0, 200),
      description: description.slice(0, MOST.description),
    };
    if (problem !== null || !isJsonObject(tool.inputSchema))
      return { ...told, inputSchema: {}, digest: '', state: 'new', problem: problem ?? 'Its arguments are no JSON.' };
    const inputSchema = clean(tool.inputSchema);
    const digest = hashJson({ name, title, description, annotations, inputSchema });
    const allowed = server.approvals.get(name);
    const state = allowed === undefined ? 'new' : allowed === digest ? 'allowed' : 'changed';
    return { ...told, inputSchema, digest, state, problem: null };
  });
}

function problemOf(name: string, description: string, schema: unknown): string | null {
  if (name.length > MOST.name || !/^[\x21-\x7e]+$/.test(name))
    return 'Its name is too long, or has signs that nobody sees.';
  if (description.length > MOST.description)
    return `Its description has ${description.length.toLocaleString('en')} characters; ${MOST.description.toLocaleString('en')} can be read by a person.`;
  if (!isShallow(schema, MOST.schemaLevels)) return `Its arguments are nested deeper than ${MOST.schemaLevels} levels.`;
  if (JSON.stringify(schema).length > MOST.schemaCharacters)
    return `Its arguments are described in more than ${MOST.schemaCharacters.toLocaleString('en')} characters.`;
  return null;
}

/** Texts as they are; of anything else, what it is. Nothing is loaded that an answer points to. */
function answerOf({
  content = [],
  structuredContent,
  isError = false,
}: Awaited<ReturnType<Session['client']['callTool']>>): McpAnswer {
  const texts = content.map((block) => {
    if (block.type === 'text') return block.text;
    if (block.type === 'image' || block.type === 'audio') return `[${block.type}: ${block.mimeType}, left out]`;
    if (block.type === 'resource_link') return `[${block.name}: ${block.uri}]`;
    return block.type === 'resource' && 'text' in block.resource ? block.resource.text : '[a resource, left out]';
  });
  const isData = structuredContent !== undefined && isShallow(structuredContent, DEEPEST) && isJson(structuredContent);
  return { text: texts.join('\n\n'), data: isData ? structuredContent : null, isError };
}

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value);
