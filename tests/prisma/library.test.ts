import { PrismaLibSql } from '@prisma/adapter-libsql';
import { expect, test } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import { libraryOf } from '@/prisma/library';
import { handClock, MINUTE, newDatabase } from './support';

const content = (hash: string) => ({ changes: '', hash, document: `{"of":"${hash}"}` });

test('a library that is full says so, and versions stay as they were when others are added', async () => {
  const clock = handClock();
  const database = new PrismaClient({ adapter: new PrismaLibSql({ url: await newDatabase() }) });
  const library = libraryOf(database, clock.now, { items: 1, versions: 2 });
  const item = await library.create({ name: 'One', description: '' }, content('a'));
  if (item === 'full') throw new Error('there is room for one');
  expect(await library.create({ name: 'Two', description: '' }, content('a'))).toBe('full');
  const before = await library.version(item.id, 1);
  clock.advance(MINUTE);
  expect(await library.add(item.id, content('b'))).toMatchObject({ outcome: 'added', version: { number: 2 } });
  expect(await library.add(item.id, content('b'))).toMatchObject({ outcome: 'unchanged', version: { number: 2 } });
  expect(await library.add(item.id, content('c'))).toBe('full');
  expect(await library.add('nowhere', content('c'))).toBeNull();
  expect(await library.version(item.id, 1)).toEqual(before);
  const [listed] = await library.list();
  expect(listed?.updatedAt.getTime()).toBe(item.updatedAt.getTime() + MINUTE);
  expect(await library.delete(item.id)).toBe(true);
  expect(await database.libraryVersion.count()).toBe(0);
  await database.$disconnect();
});
