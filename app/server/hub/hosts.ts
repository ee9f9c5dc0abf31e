import { includesHost, isLoopbackName, type NamedHost, namedHost, splitHosts } from '../named-hosts';
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
  const hosts = splitHosts(setting).map(hostOf);
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
      if (url.username || url.password || !hosts.some((host) => includesHost(host, url)))
        throw hubProblem(
          403,
          'hub-host',
          `The hub leads to ${url.host}, which this server does not fetch models from. Whoever runs it can allow that with GENLOOM_HUB_HOSTS.`,
        );
    },
    mayReach: (url, address) => (ofThisMachine.has(url.origin) ? isLoopbackAddress(address) : isPublicAddress(address)),
  };
}

/** Encrypted, or on this machine. */
function hostOf(name: string): NamedHost {
  const host = namedHost(name);
  if (!host) throw unusable(name);
  const { protocol, hostname } = new URL(host.origin);
  if (protocol !== 'https:' && !isLoopbackName(hostname)) throw unusable(name);
  return host;
}

const unusable = (what: string) =>
  hubProblem(
    500,
    'hub-setting',
    `GENLOOM_HUB_HOSTS of this server cannot be used: “${what.slice(0, 100)}” is no host to fetch models from.`,
  );
