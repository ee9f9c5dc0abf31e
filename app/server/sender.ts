import { Problem } from './problem';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses what another site's page sends in the user's name. A change must come from a page of this origin; where a browser says neither
 * `Sec-Fetch-Site` nor `Origin`, no page sent it. And the server answers only to its own names, so that a foreign name that was made to point
 * here (DNS rebinding) reads nothing: loopback names, and those in GENLOOM_HOSTS, separated by commas.
 */
export function checkSender({ method, headers }: Request): void {
  const host = headers.get('host');
  if (host !== null && !isOwnHost(host))
    throw refusal(`The server does not know itself as ${host}. Set GENLOOM_HOSTS to serve it under that name.`);
  if (!reading.has(method)) checkPage(host, headers);
}

/** For what costs something to read: refuses what another site's page asks for. */
export function checkReader({ headers }: Request): void {
  checkPage(headers.get('host'), headers);
}

function checkPage(host: string | null, headers: Headers): void {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw refusal('Only a page of this server may ask it for this.');
  const origin = headers.get('origin');
  if (origin !== null && (host === null || !URL.canParse(origin) || new URL(origin).host !== host))
    throw refusal('Only a page of this server may ask it for this.');
}

function isOwnHost(host: string): boolean {
  const named = (process.env.GENLOOM_HOSTS ?? '').split(',').map((name) => name.trim());
  return loopback.test(host) || named.includes(host);
}

function refusal(detail: string): Problem {
  return new Problem({ status: 403, code: 'foreign-sender', title: 'Refused', detail });
}
