/** Where the database is: GENLOOM_DATABASE_URL, or a file in the project's data folder. */
export function databaseUrl(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.GENLOOM_DATABASE_URL ?? 'file:data/genloom.db';
}
