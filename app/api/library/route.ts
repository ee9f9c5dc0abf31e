import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { contentOf, full, itemAnswer, KEPT_LIMIT, newItem } from '@/app/server/library';
import { openStore } from '@/app/server/store';

/** All items of the library by name, each with its newest version. */
export const GET = route(async () => json({ items: (await openStore().library.list()).map(itemAnswer) }));

/** Keeps a node as an item, with its first version. */
export const POST = route(async (request) => {
  const { name, description, ...content } = await readBody(request, newItem, KEPT_LIMIT);
  const made = await openStore().library.create({ name, description }, contentOf(content));
  if (made === 'full') throw full('items');
  return json(itemAnswer(made), { status: 201, headers: { Location: `/api/library/${made.id}` } });
});
