import type { PrismaClient } from './generated/client';
import { isTaken, newId } from './number';

export type Provider = 'openai-compatible' | 'anthropic';

/** What a person says of a connection, but for its key. */
export interface ConnectionSettings {
  readonly name: string;
  readonly provider: Provider;
  readonly baseUrl: string;
  /** US dollars for a million tokens, read and written. */
  readonly inputPrice: number | null;
  readonly outputPrice: number | null;
  readonly callsPerMinute: number | null;
  /** What a day may cost at most. */
  readonly dailyTokens: number | null;
  readonly dailyDollars: number | null;
}
export interface Connection extends ConnectionSettings {
  readonly id: string;
  /** As the server sealed it. */
  readonly sealedKey: string | null;
  readonly createdAt: Date;
}

/** `taken`: another connection has the name. Null: there is no such connection. */
export type Changed = Connection | 'taken' | null;

export interface Connections {
  /** By name. */
  list(): Promise<readonly Connection[]>;
  get(id: string): Promise<Connection | null>;
  named(name: string): Promise<Connection | null>;
  /** `seal` is given the new connection's id, to which a sealed key is bound. */
  create(settings: ConnectionSettings, seal: (id: string) => string | null): Promise<Connection | 'taken'>;
  change(id: string, change: Partial<ConnectionSettings & { readonly sealedKey: string | null }>): Promise<Changed>;
  /** With what it spent. */
  delete(id: string): Promise<boolean>;
}

export function connectionsOf(database: PrismaClient, now: () => Date): Connections {
  return {
    async list() {
      return (await database.connection.findMany({ orderBy: { name: 'asc' } })).map(typed);
    },

    async get(id) {
      const row = await database.connection.findUnique({ where: { id } });
      return row && typed(row);
    },

    async named(name) {
      const row = await database.connection.findUnique({ where: { name } });
      return row && typed(row);
    },

    async create(settings, seal) {
      const id = newId();
      return unlessTaken(() =>
        database.connection.create({ data: { id, ...settings, sealedKey: seal(id), createdAt: now() } }),
      );
    },

    async change(id, change) {
      const changed = await unlessTaken(async () => {
        const [row] = await database.connection.updateManyAndReturn({ where: { id }, data: change });
        return row;
      });
      return changed ?? null;
    },

    async delete(id) {
      const { count } = await database.connection.deleteMany({ where: { id } });
      return count === 1;
    },
  };
}

async function unlessTaken<Row extends { readonly provider: string } | undefined>(write: () => Promise<Row>) {
  try {
    const row = await write();
    return row && typed(row);
  } catch (error) {
    if (isTaken(error)) return 'taken';
    throw error;
  }
}

const providers: readonly string[] = ['openai-compatible', 'anthropic'] satisfies readonly Provider[];
const isProvider = (value: string): value is Provider => providers.includes(value);

/** The database keeps a provider as text, since enums are not portable. */
function typed<Row extends { readonly provider: string }>(row: Row): Row & { readonly provider: Provider } {
  const { provider } = row;
  if (!isProvider(provider)) throw new TypeError(`no connection is of ${provider}`);
  return { ...row, provider };
}
