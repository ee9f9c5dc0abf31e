import { z } from 'zod';
import type { McpServer, McpWay } from '@/prisma/store';
import { seal } from '../llm/keys';
import { mcpHosts } from './hosts';
import { mcpProblem } from './problem';
import { mayStart } from './session';

const name = z.string().trim().min(1, 'Give the server a name.').max(100);
/** What a header can carry, and JSON without escapes. */
const token = z
  .string()
  .trim()
  .min(1, 'The token is empty.')
  .max(4_000)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'A token is letters, digits and signs without spaces: copy it once more.')
  .nullable()
  .default(null);
const word = z
  .string()
  .max(1_000)
  .refine((text) => !text.includes('\0'), 'A word of the command has a sign that no program takes.');

/** A new server of tools, as a person describes it. */
export const newMcpServer = z.discriminatedUnion('transport', [
  z.object({
    transport: z.literal('http'),
    name,
    url: z.string().trim().min(1, 'Enter the address of the server.').max(500),
    token,
  }),
  z.object({
    transport: z.literal('stdio'),
    name,
    command: word.trim().min(1, 'Enter the program to start.'),
    arguments: z.array(word).max(50).default([]),
  }),
]);

/** What the store keeps of a new server, and how its token is sealed. @throws Problem */
export function toKeep(given: z.infer<typeof newMcpServer>) {
  if (given.transport === 'stdio') {
    if (!mayStart())
      throw mcpProblem(
        'stdio',
        'This server starts no programs',
        'Whoever runs Genloom can allow them with GENLOOM_MCP_STDIO=1, on a machine that nobody else reaches.',
        403,
      );
    const way: McpWay = { transport: 'stdio', command: given.command, arguments: given.arguments };
    return { kept: { name: given.name, way }, seal: () => null };
  }
  const url = checkedAddress(given.url);
  const way: McpWay = { transport: 'http', url: url.href };
  const kept = given.token;
  return {
    kept: { name: given.name, way },
    seal: (id: string) => (kept === null ? null : seal(kept, { id, origin: url.origin })),
  };
}

/** What leaves the server of one: of its token, whether there is one. */
export function mcpServerAnswer({ id, name: called, way, sealedToken, createdAt, approvals }: McpServer) {
  return { id, name: called, ...way, hasToken: sealedToken !== null, allowed: approvals.size, createdAt };
}

function checkedAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash)
    throw mcpProblem(
      'url',
      'This is not the address of a server',
      'Enter one that begins with https://, as “https://tools.example/mcp”, without a token in it.',
      422,
    );
  mcpHosts().check(url);
  return url;
}
