import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { migrate } from '@/prisma/migrate';
import { createStore, type Store } from '@/prisma/store';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A database file of its own, migrated, removed after the test. */
export async function newDatabase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-store-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const url = `file:${join(folder, 'test.db')}`;
  await migrate(url);
  return url;
}

/** A clock that a test moves by hand. */
export function handClock(start = Date.UTC(2026, 0, 1)) {
  let moment = start;
  return {
    now: () => new Date(moment),
    advance: (milliseconds: number) => {
      moment += milliseconds;
    },
  };
}
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export async function newStore(now?: () => Date, url?: string): Promise<Store> {
  const store = createStore(url ?? (await newDatabase()), now ? { now } : {});
  endings.push(() => store.close());
  return store;
}

export function content(text: string, name = 'A graph') {
  return { name, description: '', document: JSON.stringify({ text }), thumbnail: '[]' };
}
