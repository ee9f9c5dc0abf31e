import { includesHost, type NamedHost, namedHost, splitHosts } from '../named-hosts';
import { isPublicAddress, mayReach } from '../public-address';
import { mcpProblem } from './problem';

/** Where servers of tools may be asked. */
export interface McpHosts {
  /** @throws Problem where this server asks nobody at an address */
  check(url: URL): void;
  /** Whether a connection for this address may go to a machine. */
  mayReach(url: URL, address: string): boolean;
}

/**
 * Any public address over https, and what GENLOOM_MCP_HOSTS names, separated by commas: programs of this machine and private networks are asked only where
 * whoever runs the server said so.
 * @throws Problem when the setting cannot be used
 */
export function mcpHosts(setting = process.env.GENLOOM_MCP_HOSTS): McpHosts {
  const named = splitHosts(setting ?? '').map(hostOf);
  const isNamed = (url: URL) => named.some((host) => includesHost(host, url));
  return {
    check(url) {
      if (url.protocol === 'https:' || isNamed(url)) return;
      throw mcpProblem(
        'host',
        'This address is not asked by this server',
        `${url.host} is reached without encryption. Whoever runs the server can allow it, as a program of this machine or of a private network, with GENLOOM_MCP_HOSTS=${url.origin}.`,
        403,
      );
    },
    // Without being named not even a name of this machine leads to it.
    mayReach: (url, address) => (isNamed(url) ? mayReach(url, address, true) : isPublicAddress(address)),
  };
}

function hostOf(name: string): NamedHost {
  const host = namedHost(name);
  if (host) return host;
  throw mcpProblem(
    'setting',
    'GENLOOM_MCP_HOSTS of this server cannot be used',
    `“${name.slice(0, 100)}” is no host.`,
    500,
  );
}
