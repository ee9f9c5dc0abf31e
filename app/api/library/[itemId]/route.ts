import { readBody } from '@/app/server/body';
import { json, noContent, route } from '@/app/server/handler';
import { described, itemAnswer } from '@/app/server/library';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

type Params = { itemId: string };

/** An item with what each of its versions says of itself. */
export const GET = route<Params>(async (_, { itemId }) => {
  const item = await openStore().library.get(itemId);
  if (!item) throw notFound('item of the library');
  return json(itemAnswer(item));
});

/** Another name, or another description. Its versions stay as they are. */
export const PATCH = route<Params>(async (request, { itemId }) => {
  if (!(await openStore().library.describe(itemId, await readBody(request, described))))
    throw notFound('item of the library');
  return noContent();
});

/** For good, with all versions. What came from it stays in the graphs that it went into. */
export const DELETE = route<Params>(async (_, { itemId }) => {
  if (!(await openStore().library.delete(itemId))) throw notFound('item of the library');
  return noContent();
});
