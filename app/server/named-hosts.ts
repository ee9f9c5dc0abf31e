/** A host that a setting names: an origin, or all names below one. */
export interface NamedHost {
  readonly origin: string;
  /** The name that others must end in. */
  readonly below: string | null;
}

/** Reads a list of hosts, separated by commas. */
export const splitHosts = (setting: string): readonly string[] =>
  setting
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);

/** A name, `*.` and a name for those below it, or a whole origin; without one, https is meant. Null where it is none of these. */
export function namedHost(name: string): NamedHost | null {
  const below = name.startsWith('*.') ? name.slice(2) : null;
  const address = name.includes('://') ? name : `https://${below ?? name}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const plain =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.hostname !== '';
  const known = url.protocol === 'https:' || url.protocol === 'http:';
  return plain && known && !url.hostname.includes('*') ? { origin: url.origin, below } : null;
}

/** Whether a host that was named is that of an address. */
export const includesHost = ({ origin, below }: NamedHost, url: URL): boolean =>
  below === null
    ? url.origin === origin
    : url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(`.${below}`);

/** Whether a host name always stands for this machine. */
export const isLoopbackName = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
