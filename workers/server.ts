import { GenloomError, type RunContext, z } from '@/graph';

/** How a step asks the server: see `RunContext.server`. */
export type ServerCall = (
  path: Parameters<RunContext['server']>[0],
  body: object,
  signal: AbortSignal,
) => Promise<ReadableStream<Uint8Array>>;

/** Characters of what is asked, bytes of what is answered, and of a refusal. */
const MOST = { asked: 32 * 1024 * 1024, answered: 64 * 1024 * 1024, refusal: 64 * 1024 } as const;

/** Where there is no server: without a page, and none was named. */
export const noServer: ServerCall = async () => {
  throw new GenloomError({
    code: 'server.none',
    title: 'There is no Genloom server to ask.',
    detail: 'Language models by connection are asked by the server, which alone knows their keys.',
    fix: 'Start one with “npm start”, and give its address: --server http://localhost:3000.',
  });
};

/**
 * Asks the routes of one Genloom server. Redirects are refused, so that nothing leads elsewhere.
 * @param origin `http://localhost:3000`. @throws GenloomError `server.address` where it is no http(s) address
 */
export function callServer(origin: string): ServerCall {
  const base = URL.canParse(origin) ? new URL(origin) : null;
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:')
    throw new GenloomError({
      code: 'server.address',
      title: `“${origin.slice(0, 200)}” is not the address of a server.`,
      fix: 'Give it with http:// or https:// before it, for instance http://localhost:3000.',
    });
  return async (path, body, signal) => {
    const asked = JSON.stringify(body);
    if (asked.length > MOST.asked) throw tooLarge('What was to be sent to the server', MOST.asked);
    const response = await fetched(new URL(path, base), asked, signal);
    if (!response.ok) throw await refused(response);
    return (response.body ?? new Blob().stream()).pipeThrough(counted());
  };
}

async function fetched(url: URL, body: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      redirect: 'error',
      body,
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw new GenloomError({ code: 'cancelled', title: 'Cancelled.' }, { cause });
    throw new GenloomError(
      {
        code: 'server.unreachable',
        title: 'The server does not answer.',
        detail: `It was looked for at ${url.origin}.`,
        fix: 'See that it still runs, then run again: what was there already is kept.',
      },
      { cause },
    );
  }
}

const problem = z.object({ type: z.string().max(200), title: z.string().max(500), detail: z.string().max(4_000) });

/** What the server said against it (RFC 9457), or that it said nothing that can be read. */
async function refused(response: Response): Promise<GenloomError> {
  const said = problem.safeParse(await beginning(response));
  if (!said.success)
    return new GenloomError({
      code: 'server.refused',
      title: `The server refused this (${response.status}).`,
      fix: 'See whether it is a Genloom of the same version.',
    });
  const { type, title, detail } = said.data;
  return new GenloomError({
    code: `server.${type.replace(/^urn:genloom:/, '')}`,
    title: /[.!?]$/.test(title) ? title : `${title}.`,
    detail,
  });
}

/** JSON of a small body; null for anything else. */
async function beginning(response: Response): Promise<unknown> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      bytes += part.value.length;
      if (bytes > MOST.refusal) return null;
      parts.push(part.value);
    }
    return JSON.parse(await new Blob(parts.map((part) => part.slice())).text());
  } catch {
    return null; // it was no JSON, or broke off: the status is all that is known
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

function counted(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(part, controller) {
      bytes += part.length;
      if (bytes > MOST.answered) controller.error(tooLarge('What the server answered', MOST.answered));
      else controller.enqueue(part);
    },
  });
}

const tooLarge = (what: string, most: number) =>
  new GenloomError({
    code: 'server.too-large',
    title: `${what} is larger than ${most / 1024 / 1024} MB.`,
    fix: 'Ask for less at once.',
  });
