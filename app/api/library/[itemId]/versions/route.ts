import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { contentOf, full, KEPT_LIMIT, newVersion } from '@/app/server/library';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

/** Adds a version to an item. What its newest version is already adds none, and is answered with that one. */
export const POST = route<{ itemId: string }>(async (request, { itemId }) => {
  const kept = await openStore().library.add(itemId, contentOf(await readBody(request, newVersion, KEPT_LIMIT)));
  if (kept === null) throw notFound('item of the library');
  if (kept === 'full') throw full('versions');
  return json(kept, { status: kept.outcome === 'added' ? 201 : 200 });
});
