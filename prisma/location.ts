import { fileURLToPath } from 'node:url';

/** Where the database is: GENLOOM_DATABASE_URL, or a file in the project's data folder. */
export function databaseUrl(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.GENLOOM_DATABASE_URL ?? 'file:data/genloom.db';
}

/** The file that a database is, or null where it is none. */
export function databaseFile(url: string): string | null {
  if (!url.startsWith('file:')) return null;
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}
