import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { openStore } from '@/app/server/store';
import { fetchPage } from '@/app/server/web/fetch-page';
import { webHosts } from '@/app/server/web/hosts';

const wanted = z.object({ url: z.string().trim().min(1).max(2_000) });

/** Fetches a page for a graph, from a host that a person put on the list. */
export const POST = route(async (request) => {
  const { url } = await readBody(request, wanted);
  const hosts = await webHosts(openStore().settings);
  return json(await fetchPage(url, hosts, { signal: request.signal }));
});
