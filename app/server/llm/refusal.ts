import { z } from '@/graph';

/** A service’s answer that is no answer: its status, and what it wrote. The SDKs wrap it in an error of theirs. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`a service answered with status ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}

/** What a service says of an error. */
export interface Said {
  /** Undefined where the error came in the middle of an answer. */
  readonly status: number | undefined;
  readonly message: string;
  /** Code and type, as far as it names them. */
  readonly kind: string;
  /** The service said it itself, not the way to it. */
  readonly isTold: boolean;
}

const about = z.object({ message: z.string(), code: z.unknown().optional(), type: z.unknown().optional() });
interface About {
  readonly message: string;
  readonly code?: unknown;
  readonly type?: unknown;
}
const fault = z.object({ msg: z.string(), loc: z.array(z.unknown()).optional() });
/** In one of the forms that services use. */
const forms = z.union([
  z.object({ error: about }).transform(({ error }) => error),
  about,
  z.object({ error: z.string() }).transform(({ error }) => ({ message: error })),
  z.object({ detail: z.string() }).transform(({ detail }) => ({ message: detail })),
  z
    .union([z.object({ detail: z.array(fault) }), z.object({ message: z.object({ detail: z.array(fault) }) })])
    .transform((body) => {
      const faults = 'detail' in body ? body.detail : body.message.detail;
      return { message: faults.map(({ msg, loc = [] }) => `${loc.join('.')}: ${msg}`).join('; ') };
    }),
]);
/** An error of an SDK: what stood in a stream, or how the connection broke. */
const thrownBySdk = z.object({ message: z.string(), code: z.unknown().optional(), error: z.unknown().optional() });

/** Reads what was thrown while a service was asked. */
export function readError(thrown: unknown): Said {
  const refusal = inChain(thrown, (error) => (error instanceof Refusal ? error : null));
  if (refusal) {
    const told = forms.safeParse(parsed(refusal.body)).data;
    // A page is for eyes; the way to the service may have put it there.
    const words = told?.message ?? (/^\s*</.test(refusal.body) ? '' : refusal.body);
    return { status: refusal.status, message: words, kind: kindOf(told), isTold: true };
  }
  const { message = '', code, error } = thrownBySdk.safeParse(thrown).data ?? {};
  const told = forms.safeParse(error).data;
  return {
    status: undefined,
    message: told?.message ?? message,
    kind: told ? kindOf(told) : String(code ?? ''),
    isTold: told !== undefined || typeof code === 'string',
  };
}

/** Finds something in an error or in what caused it. */
export function inChain<Found>(thrown: unknown, find: (error: Error) => Found | null): Found | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const found = find(error);
    if (found !== null) return found;
  }
  return null;
}

const kindOf = (told?: About): string =>
  [told?.code, told?.type].filter((one) => typeof one === 'string' || typeof one === 'number').join(' ');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
