import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { openStore } from '@/app/server/store';
import { hostList, setWebHosts, webHosts } from '@/app/server/web/hosts';

/** The hosts whose pages graphs may fetch. */
export const GET = route(async () => json({ hosts: await webHosts(openStore().settings) }));

/** Puts another list in its place. */
export const PUT = route(async (request) => {
  const { hosts } = await readBody(request, hostList);
  return json({ hosts: await setWebHosts(openStore().settings, hosts) });
});
