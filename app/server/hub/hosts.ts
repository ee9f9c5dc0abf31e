import { isLoopbackAddress, isPublicAddress } from '../public-address';
import { hubProblem } from './problem';

/** Where models are fetched from. */
export interface HubHosts {
  /** Of the hub itself, `https://huggingface.co`. */
  readonly origin: string;
  /** @throws Problem where nothing is fetched from this address, however it was come by */
  check(url: URL): void;
  /** Whether a connection for this address may go to a machine. */
  mayReach(url: URL, address: string): boolean;
}

/** Hugging Face, and where it keeps large files. */
const USUAL = 'huggingface.co, *.huggingface.co, *.hf.co';

/**
 * The hosts in GENLOOM_HUB_HOSTS, separated by commas: first the hub, then those that it may redirect to. Each is a name, `*.` and a name for those below
 * it, or a whole origin. They are asked over https and at public addresses only, except a loopback origin that is named with its http and port.
 * @throws Problem when the setting cannot be used
 */
export function hubHosts(setting: string = process.env.GENLOOM_HUB_HOSTS || USUAL): HubHosts {
  const named = setting
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const hosts = named.map(hostOf);
  const [hub] = hosts;
  if (!hub || hub.below !== null) throw unusable(setting);
  const ofThisMachine = new Set(hosts.filter(({ origin }) => origin.startsWith('http:')).map(({ origin }) => origin));
  return {
    origin: hub.origin,
    check(url) {
      if (url.protocol !== 'https:' && !ofThisMachine.has(url.origin))
        throw hubProblem(
          403,
          'hub-not-https',
          `The hub leads to ${url.protocol}//${url.host}, which is not encrypted.`,
        );
      if (url.username || url.password || !hosts.some((host) => includes(host, url)))
        throw hubProblem(
          403,
          'hub-host',
          `The hub leads to ${url.host}, which this server does not fetch models from. Whoever runs it can allow that with GENLOOM_HUB_HOSTS.`,
        );
    },
    mayReach: (url, address) => (ofThisMachine.has(url.origin) ? isLoopbackAddress(address) : isPublicAddress(address)),
  };
}

interface Host {
  readonly origin: string;
  /** The name that others must end in. */
  readonly below: string | null;
}

const includes = ({ origin, below }: Host, url: URL): boolean =>
  below === null
    ? url.origin === origin
    : url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(`.${below}`);

function hostOf(name: string): Host {
  const below = name.startsWith('*.') ? name.slice(2) : null;
  const address = name.includes('://') ? name : `https://${below ?? name}`;
  if (!URL.canParse(address)) throw unusable(name);
  const url = new URL(address);
  const plain =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.hostname !== '';
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!plain || !safe || url.hostname.includes('*')) throw unusable(name);
  return { origin: url.origin, below };
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const unusable = (what: string) =>
  hubProblem(
    500,
    'hub-setting',
    `GENLOOM_HUB_HOSTS of this server cannot be used: “${what.slice(0, 100)}” is no host to fetch models from.`,
  );
