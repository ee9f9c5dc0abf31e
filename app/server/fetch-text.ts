import { checkedRequest } from './checked-request';
import { Problem } from './problem';
import { isPublicAddress, type Resolve, resolveByDns } from './public-address';
import { readTextContent } from './text-content';

export interface FetchedText {
  /** Where the text was found, after redirects. */
  readonly url: string;
  readonly text: string;
  readonly contentType: string;
  readonly bytes: number;
}

export interface FetchTextOptions {
  readonly resolve?: Resolve;
  readonly isAllowed?: (address: string) => boolean;
  /** Refuses, by throwing, an address that is not to be asked: the first one, and each that a redirect leads to. */
  readonly check?: (url: URL) => void;
  readonly maximumBytes?: number;
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
}

const MAXIMUM_REDIRECTS = 5;

/**
 * Fetches a text for the user from the public internet. Every address is checked where the connection is made, and the connection goes to
 * exactly the address that was checked, so that neither a redirect nor a name that changes its mind leads into a private network.
 * @throws Problem
 */
export async function fetchText(
  address: string,
  {
    resolve = resolveByDns,
    isAllowed = process.env.GENLOOM_ALLOW_PRIVATE_FETCH ? () => true : isPublicAddress,
    check = () => undefined,
    maximumBytes = 20 * 1024 * 1024,
    timeoutMilliseconds = 20_000,
    signal,
  }: FetchTextOptions = {},
): Promise<FetchedText> {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const ended = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    let url = parseAddress(address);
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      check(url);
      const response = await open(url, { resolve, isAllowed, signal: ended });
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.destroy();
        url = parseAddress(headers.location, url);
        continue;
      }
      if (statusCode < 200 || statusCode >= 300) {
        response.destroy();
        throw problem(502, 'url-refused', `${url.host} answered with status ${statusCode} instead of a text.`);
      }
      const content = await readTextContent(response, maximumBytes);
      return { url: url.href, ...content };
    }
    throw problem(502, 'url-redirects', 'The address leads from one address to the next without end.');
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (timeout.aborted)
      throw problem(
        504,
        'url-timeout',
        `No complete answer came within ${Math.round(timeoutMilliseconds / 1000)} seconds.`,
      );
    const reason = error instanceof Error ? error.message : 'it cannot be reached';
    throw problem(502, 'url-unreachable', `The address could not be read: ${reason}.`);
  }
}

function parseAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw problem(400, 'url-invalid', 'This is not a web address.');
  const url = new URL(address, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw problem(400, 'url-invalid', 'Only addresses that begin with http:// or https:// can be fetched.');
  if (url.username || url.password)
    throw problem(400, 'url-invalid', 'An address with a user name or password in it is not fetched.');
  return url;
}

interface OpenOptions {
  readonly resolve: Resolve;
  readonly isAllowed: (address: string) => boolean;
  readonly signal: AbortSignal;
}

const HEADERS = {
  accept: 'text/*, application/json, */*;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
  'user-agent': 'Genloom',
};

const open = (url: URL, options: OpenOptions) =>
  checkedRequest(url, { ...options, headers: HEADERS, refusal: () => privateAddress(url) });

function privateAddress(url: URL): Problem {
  return problem(
    403,
    'url-private',
    `${url.hostname} is an address of a private network, which the server does not read for anybody. Download the file and upload it instead.`,
  );
}

function problem(status: number, code: string, detail: string): Problem {
  return new Problem({ status, code, title: 'The address could not be fetched', detail });
}
