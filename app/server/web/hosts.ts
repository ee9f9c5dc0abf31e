import { z } from 'zod';
import type { Settings } from '@/prisma/store';
import { includesHost, type NamedHost, namedHost } from '../named-hosts';
import { Problem } from '../problem';

const MOST_HOSTS = 200;
const SETTING = 'web-hosts';

/** Hosts as a person writes them: `en.wikipedia.org`, `*.example.org`, `http://old.example.org`. */
export const hostList = z.object({
  hosts: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .min(1)
        .max(300)
        .refine((name) => namedHost(name) !== null, {
          error: ({ input }) =>
            `“${String(input).slice(0, 60)}” is no host: write it as in “en.wikipedia.org” or “*.example.org”.`,
        }),
    )
    .max(MOST_HOSTS, `At most ${MOST_HOSTS} hosts.`),
});

/** The hosts whose pages may be fetched; none, until somebody names one. */
export async function webHosts(settings: Settings): Promise<readonly string[]> {
  const kept = await settings.get(SETTING);
  return kept === null ? [] : hostList.shape.hosts.parse(JSON.parse(kept));
}

export async function setWebHosts(settings: Settings, hosts: readonly string[]): Promise<readonly string[]> {
  const each = [...new Set(hosts)].sort();
  await settings.set(SETTING, JSON.stringify(each));
  return each;
}

/** What refuses an address whose host nobody named. @throws Problem `web-host` */
export function checkHost(hosts: readonly string[]): (url: URL) => void {
  const named = hosts.map(namedHost).filter((host): host is NamedHost => host !== null);
  return (url) => {
    if (named.some((host) => includesHost(host, url))) return;
    const host = url.protocol === 'https:' ? url.host : url.origin;
    throw new Problem({
      status: 403,
      code: 'web-host',
      title: 'This host is not on the list',
      detail: `Pages of ${host} are not fetched, since nobody has allowed it. Add “${host}” under “Web pages”, if you trust what stands there and what it learns by being asked.`,
    });
  };
}
