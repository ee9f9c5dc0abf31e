import type { z } from 'zod';
import { Problem } from './problem';

/** The most bytes of a body, by what it carries. */
export const BODY_LIMIT = {
  document: 8 * 1024 * 1024,
  events: 4 * 1024 * 1024,
  chat: 48 * 1024 * 1024,
  other: 1024 * 1024,
} as const;

/**
 * Reads a JSON body and parses it. Bytes are counted while they arrive: too much is refused without being read to its end.
 * @throws Problem (400, 413, 415) or ZodError
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit: number = BODY_LIMIT.other,
): Promise<z.output<Schema>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type))
    throw new Problem({
      status: 415,
      code: 'not-json',
      title: 'Not JSON',
      detail: 'The body must be JSON, and say so (Content-Type: application/json).',
    });
  return schema.parse(parsed(await readText(request, limit)));
}

async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = request.body?.getReader();
  if (!reader) return '';
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
    text += decoded(() => decoder.decode(value, { stream: true }));
  }
  return text + decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw malformed('The body is not UTF-8 text.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Why not would quote from it, and a body may hold a secret.
    throw malformed('The body is not JSON.');
  }
}

function malformed(detail: string): Problem {
  return new Problem({ status: 400, code: 'malformed', title: 'The request cannot be read', detail });
}

function tooLarge(limit: number): Problem {
  const megabytes = limit / 1024 / 1024;
  return new Problem({
    status: 413,
    code: 'too-large',
    title: 'Too large',
    detail: `This is larger than the ${megabytes} MB that the server takes at once.`,
  });
}
