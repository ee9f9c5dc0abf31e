import type { IncomingMessage } from 'node:http';
import { checkedRequest } from '../checked-request';
import { Problem } from '../problem';
import { type Resolve, resolveByDns } from '../public-address';
import { type HubHosts, hubHosts } from './hosts';
import { gated, hubProblem } from './problem';

export interface AskOptions {
  readonly hosts?: HubHosts;
  readonly resolve?: Resolve;
  /** Milliseconds until an answer begins, over all redirects; and those within which its next bytes come. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

interface Question extends AskOptions {
  /** At the hub: `/api/models/owner/name`. */
  readonly path: string;
  readonly repository: string;
  /** The first byte that is wanted. */
  readonly from?: number;
}

const MAXIMUM_REDIRECTS = 5;
const PATIENCE = 30_000;

/**
 * Asks the hub, over as many redirects as it likes to a handful. Each address is checked like the first: its host, that it is https, and the machine
 * that the connection goes to. No cookie and no token is ever sent.
 * @throws Problem in the user's words
 */
export async function askHub(question: Question): Promise<IncomingMessage> {
  const { path, from, signal, hosts = hubHosts(), resolve = resolveByDns, patience = PATIENCE } = question;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  const ended = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  const headers = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Genloom',
    ...(from === undefined ? {} : { range: `bytes=${from}-` }),
  };
  try {
    let url = new URL(path, hosts.origin);
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      hosts.check(url);
      const asked = url;
      const response = await checkedRequest(asked, {
        headers,
        resolve,
        isAllowed: (address) => hosts.mayReach(asked, address),
        refusal: () => privateAddress(asked),
        signal: ended,
      });
      const { statusCode = 0 } = response;
      const { location } = response.headers;
      if (statusCode >= 300 && statusCode < 400 && location) {
        response.destroy();
        if (!URL.canParse(location, asked.href)) break;
        url = new URL(location, asked);
        continue;
      }
      if (statusCode === 200 || statusCode === 206) {
        return endsWhenSilent(response, patience);
      }
      response.destroy();
      throw refusalOf(response, question, hosts, url.host);
    }
    throw hubProblem(502, 'hub-redirects', 'The hub leads from one address to the next without end.');
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (late.signal.aborted) throw tooSlow(patience);
    const reason = error instanceof Error ? error.message : 'it does not answer';
    throw hubProblem(
      502,
      'hub-unreachable',
      `${new URL(hosts.origin).host} cannot be reached from this server (${reason}). Models that were fetched before go on working; files of another can be given under “Files”.`,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Ends an answer of which nothing has come for so long; that nobody has read what came already is not the hub's silence. */
function endsWhenSilent(response: IncomingMessage, patience: number): IncomingMessage {
  return response.setTimeout(patience, () => {
    if (response.readableLength === 0) response.destroy(tooSlow(patience));
    else response.setTimeout(patience);
  });
}

/** The hub says the reason in a header; to those who are not signed in it answers 401 for what is not there, too. */
function refusalOf({ statusCode = 0, headers }: IncomingMessage, question: Question, hosts: HubHosts, host: string) {
  const { repository } = question;
  const code = headers['x-error-code'];
  const hub = new URL(hosts.origin).host;
  if (code === 'GatedRepo' || (statusCode === 403 && host === hub)) return gated(repository, hosts.origin);
  if (code === 'RevisionNotFound')
    return hubProblem(404, 'hub-revision', `“${repository}” has no such revision. Leave it out for the newest.`);
  if (code === 'EntryNotFound') return hubProblem(404, 'hub-file', `“${repository}” does not have this file any more.`);
  if (statusCode === 401 || statusCode === 404)
    return hubProblem(
      404,
      'hub-missing',
      `There is no public model “${repository}” on ${hub}. Look whether owner and name are written as there; a private one has to be downloaded by hand and given under “Files”.`,
    );
  if (statusCode === 416) return hubProblem(416, 'hub-range', 'The file has no bytes from there on.');
  if (statusCode === 429)
    return hubProblem(429, 'hub-busy', `${hub} asks for fewer requests. Wait some minutes, then fetch again.`);
  return hubProblem(502, 'hub-refused', `${host} answered with status ${statusCode} instead of the model.`);
}

const privateAddress = (url: URL): Problem =>
  hubProblem(
    403,
    'hub-private',
    `${url.hostname} stands for an address of a private network, from which this server fetches nothing.`,
  );

export const tooSlow = (patience: number): Problem =>
  hubProblem(504, 'hub-timeout', `The hub sent nothing for ${Math.max(1, Math.round(patience / 1000))} seconds.`);
