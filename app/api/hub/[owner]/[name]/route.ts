import { json, route } from '@/app/server/handler';
import { lookUp } from '@/app/server/hub/look-up';
import { checkReader } from '@/app/server/sender';
import { hubRef } from '@/graph';

const wanted = hubRef.pick({ repository: true, revision: true });

/** Finds a model in a repository of the hub: which commit it is at, and which files to fetch. */
export const GET = route<{ owner: string; name: string }>(async (request, { owner, name }) => {
  checkReader(request);
  const asked = new URL(request.url).searchParams.get('revision');
  const { repository, revision } = wanted.parse({ repository: `${owner}/${name}`, revision: asked ?? 'main' });
  return json(await lookUp(repository, revision, { signal: request.signal }));
});
