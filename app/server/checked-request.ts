import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Resolve } from './public-address';

export interface CheckedRequest {
  readonly headers: OutgoingHttpHeaders;
  readonly method?: string;
  readonly body?: string | undefined;
  readonly resolve: Resolve;
  readonly isAllowed: (address: string) => boolean;
  /** What is thrown where an address is not allowed. */
  readonly refusal: () => Error;
  readonly signal: AbortSignal;
}

/**
 * Asks a server, once its address was checked. The connection goes to exactly the address that was checked, so that a name that changes its mind leads
 * nowhere else; with several addresses, one that is not allowed refuses all. Redirects are left to the caller, who checks each like the first.
 */
export function checkedRequest(
  url: URL,
  { headers, method = 'GET', body, resolve, isAllowed, refusal, signal }: CheckedRequest,
): Promise<IncomingMessage> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  // A connection to a number asks no name server, so it never comes to `lookup`.
  if (isIP(hostname) && !isAllowed(hostname)) return Promise.reject(refusal());
  const lookup: LookupFunction = (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(new Error(`${name} has no address`), '');
        if (!addresses.every(({ address }) => isAllowed(address))) return callback(refusal(), '');
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('the name cannot be resolved'), ''),
    );
  };
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    send(url, { agent: false, lookup, signal, headers, method }, done).on('error', fail).end(body);
  });
}
