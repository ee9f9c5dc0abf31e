import { PrismaLibSql } from '@prisma/adapter-libsql';
import { LIBRARY_LIMITS } from '@/graph/library';
import { type Connections, connectionsOf } from './connections';
import { PrismaClient } from './generated/client';
import { type Library, libraryOf } from './library';
import { type McpServers, mcpServersOf } from './mcp-servers';
import { type Projects, projectsOf } from './projects';
import { type Runs, runsOf } from './runs';
import { type Settings, settingsOf } from './settings';
import { type Spends, spendsOf } from './spends';
import { type Versions, versionsOf } from './versions';

export type { Connection, ConnectionSettings, Provider } from './connections';
export type { LibraryItem, LibraryVersion, LibraryVersionSummary } from './library';
export type { McpServer, McpWay } from './mcp-servers';
export type { Conflict, Project, ProjectSummary, Saved } from './projects';
export type { Run, RunOutcome, RunSummary } from './runs';
export type { Settings } from './settings';
export type { Spends, Spent } from './spends';
export type { Version, VersionSummary } from './versions';

/** Everything that is kept. Documents are JSON text here: the routes parse them before they come in. */
export interface Store {
  readonly projects: Projects;
  readonly versions: Versions;
  readonly runs: Runs;
  readonly connections: Connections;
  readonly spends: Spends;
  readonly mcpServers: McpServers;
  readonly settings: Settings;
  readonly library: Library;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The clock, for tests. */
  readonly now?: () => Date;
}

/**
 * Opens the store of a database that has been migrated (`scripts/database.ts`).
 * @param url `file:path` of an SQLite file
 */
export function createStore(url: string, { now = () => new Date() }: StoreOptions = {}): Store {
  // Another process may be writing: wait for it rather than fail.
  const database = new PrismaClient({ adapter: new PrismaLibSql({ url, timeout: 5_000 }) });
  const versions = versionsOf(database, now);
  return {
    projects: projectsOf(database, versions, now),
    versions,
    runs: runsOf(database, now),
    connections: connectionsOf(database, now),
    spends: spendsOf(database, now),
    mcpServers: mcpServersOf(database, now),
    settings: settingsOf(database),
    library: libraryOf(database, now, LIBRARY_LIMITS),
    close: () => database.$disconnect(),
  };
}
