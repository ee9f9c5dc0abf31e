import { json, route } from '@/app/server/handler';
import { keptAnswer } from '@/app/server/library';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

/** A version with what is kept of it: a graph of one node. */
export const GET = route<{ itemId: string; number: string }>(async (_, { itemId, number }) => {
  const version = /^\d{1,9}$/.test(number) ? await openStore().library.version(itemId, Number(number)) : null;
  if (!version) throw notFound('version');
  return json(keptAnswer(version));
});
