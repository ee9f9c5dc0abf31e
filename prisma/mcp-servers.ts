import type { PrismaClient } from './generated/client';
import { isGone, isTaken, newId } from './number';

/** How a server of tools is reached: at an address, or as a program that is started. */
export type McpWay =
  | { readonly transport: 'http'; readonly url: string }
  | { readonly transport: 'stdio'; readonly command: string; readonly arguments: readonly string[] };

export interface McpServer {
  readonly id: string;
  /** As graphs call it. */
  readonly name: string;
  readonly way: McpWay;
  /** As the server sealed it. */
  readonly sealedToken: string | null;
  readonly createdAt: Date;
  /** Tools that a person allowed, with the digest of what they were then. */
  readonly approvals: ReadonlyMap<string, string>;
}

export interface McpServers {
  /** By name. */
  list(): Promise<readonly McpServer[]>;
  get(id: string): Promise<McpServer | null>;
  named(name: string): Promise<McpServer | null>;
  /** `seal` is given the new server's id, to which a sealed token is bound. */
  create(server: { name: string; way: McpWay }, seal: (id: string) => string | null): Promise<McpServer | 'taken'>;
  /** With what was allowed of it. */
  delete(id: string): Promise<boolean>;
  /** Null takes the approval back. False where there is no such server. */
  approve(id: string, tool: string, digest: string | null): Promise<boolean>;
}

const include = { approvals: { select: { tool: true, digest: true } } } as const;

export function mcpServersOf(database: PrismaClient, now: () => Date): McpServers {
  return {
    async list() {
      return (await database.mcpServer.findMany({ orderBy: { name: 'asc' }, include })).map(typed);
    },

    async get(id) {
      const row = await database.mcpServer.findUnique({ where: { id }, include });
      return row && typed(row);
    },

    async named(name) {
      const row = await database.mcpServer.findUnique({ where: { name }, include });
      return row && typed(row);
    },

    async create({ name, way }, seal) {
      const id = newId();
      const reached =
        way.transport === 'http'
          ? { url: way.url }
          : { command: way.command, arguments: JSON.stringify(way.arguments) };
      const data = { id, name, transport: way.transport, ...reached, sealedToken: seal(id), createdAt: now() };
      try {
        return typed(await database.mcpServer.create({ data, include }));
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },

    async delete(id) {
      const { count } = await database.mcpServer.deleteMany({ where: { id } });
      return count === 1;
    },

    async approve(serverId, tool, digest) {
      if (digest === null) {
        await database.mcpApproval.deleteMany({ where: { serverId, tool } });
        return (await database.mcpServer.count({ where: { id: serverId } })) === 1;
      }
      try {
        await database.mcpApproval.upsert({
          where: { serverId_tool: { serverId, tool } },
          create: { id: newId(), serverId, tool, digest, createdAt: now() },
          update: { digest, createdAt: now() },
        });
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },
  };
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly transport: string;
  readonly url: string | null;
  readonly command: string | null;
  readonly arguments: string;
  readonly sealedToken: string | null;
  readonly createdAt: Date;
  readonly approvals: readonly { readonly tool: string; readonly digest: string }[];
}

/** The database keeps the ways apart by columns, since unions are not portable. */
function typed({ id, name, sealedToken, createdAt, approvals, ...row }: Row): McpServer {
  const allowed = new Map(approvals.map(({ tool, digest }) => [tool, digest]));
  return { id, name, way: wayOf(row), sealedToken, createdAt, approvals: allowed };
}

function wayOf({ transport, url, command, ...row }: Pick<Row, 'transport' | 'url' | 'command' | 'arguments'>): McpWay {
  if (transport === 'http' && url !== null) return { transport, url };
  const words: unknown = JSON.parse(row.arguments);
  if (transport === 'stdio' && command !== null && Array.isArray(words))
    return { transport, command, arguments: words.map(String) };
  throw new TypeError(`no server of tools is reached by ${transport}`);
}
