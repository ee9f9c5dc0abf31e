import type { PrismaClient } from './generated/client';

/** What people set for this server as a whole, by name. */
export interface Settings {
  /** JSON text; null where nobody has set it. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

export function settingsOf(database: PrismaClient): Settings {
  return {
    async get(name) {
      const row = await database.setting.findUnique({ where: { name } });
      return row?.value ?? null;
    },
    async set(name, value) {
      await database.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
    },
  };
}
