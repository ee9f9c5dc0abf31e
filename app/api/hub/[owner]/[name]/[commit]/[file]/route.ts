import { route } from '@/app/server/handler';
import { streamFile } from '@/app/server/hub/stream-file';
import { checkReader } from '@/app/server/sender';
import { hubRef, z } from '@/graph';

const wanted = hubRef.pick({ repository: true, commit: true });
const range = z
  .string()
  .regex(/^bytes=\d{1,15}-$/, 'Bytes can be asked for from one on, to the end.')
  .transform((text) => Number(/\d+/.exec(text)?.[0]))
  .optional();

/** A file of a model, as the hub sends it, from a byte on where a Range says so. */
export const GET = route<{ owner: string; name: string; commit: string; file: string }>(
  async (request, { owner, name, commit, file }) => {
    checkReader(request);
    const place = wanted.parse({ repository: `${owner}/${name}`, commit });
    const from = range.parse(request.headers.get('range') ?? undefined);
    return streamFile({ ...place, name: file, from }, { signal: request.signal });
  },
);
