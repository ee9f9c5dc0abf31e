import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { fetchText } from '@/app/server/fetch-text';
import { json, route } from '@/app/server/handler';

const wanted = z.object({ url: z.string().trim().min(1).max(2_000) });

/** Fetches a text from the public internet for the user, whom other sites would not let read it. */
export const POST = route(async (request) => {
  const { url } = await readBody(request, wanted);
  return json(await fetchText(url, { signal: request.signal }));
});
