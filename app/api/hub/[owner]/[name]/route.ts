import { json, route } from '@/app/server/handler';
import { lookUp } from '@/app/server/hub/look-up';
import { checkReader } from '@/app/server/sender';
import { hubRef, z } from '@/graph';
import { FORM_NAMES } from '@/nodes/common/onnx/forms';

const wanted = hubRef
  .pick({ repository: true, revision: true })
  .extend({ form: z.enum(['auto', ...FORM_NAMES]).optional() });

/** Finds a model in a repository of the hub: which commit it is at, and which files to fetch; with `form`, those of its ONNX format. */
export const GET = route<{ owner: string; name: string }>(async (request, { owner, name }) => {
  checkReader(request);
  const asked = new URL(request.url).searchParams;
  const { repository, revision, form } = wanted.parse({
    repository: `${owner}/${name}`,
    revision: asked.get('revision') ?? 'main',
    form: asked.get('form') ?? undefined,
  });
  return json(await lookUp(repository, revision, { signal: request.signal, form }));
});
