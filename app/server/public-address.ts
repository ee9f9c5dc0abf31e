import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { isLoopbackName } from './named-hosts';

/** Finds the addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** The global unicast block: everything that the public internet routes in version 6. */
const globalUnicast = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address is one of the public internet: neither loopback, private, link-local, carrier-grade NAT, multicast, documentation, nor a
 * version 6 form that carries a version 4 address or tunnels to one.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast, 3);
}

/** Whether an address is this machine itself. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** Of a local network, or one that was laid over others; neither this machine nor what machines tell of themselves (169.254…). */
const isPrivateAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ['private', 'uniqueLocal', 'carrierGradeNat'].includes(ipaddr.process(address).range());

/**
 * Whether a connection for a web address may go to a machine: a name of this machine leads to this machine, a host that the server’s owner named into private
 * networks as well, without encryption nowhere else, and any other to the public internet alone.
 */
export function mayReach(url: URL, address: string, isNamed: boolean): boolean {
  if (isLoopbackName(url.hostname)) return isLoopbackAddress(address);
  if (!isNamed) return isPublicAddress(address);
  return isPrivateAddress(address) || (url.protocol === 'https:' && isPublicAddress(address));
}

/** The scripts that start this server say where it listens. Whoever serves it under another name as well has given it to others. */
export function isServerLocal({ GENLOOM_LISTENS_ON, GENLOOM_HOSTS }: NodeJS.ProcessEnv = process.env): boolean {
  return isLoopbackAddress(GENLOOM_LISTENS_ON ?? '') && !GENLOOM_HOSTS;
}
