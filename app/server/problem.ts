import { ZodError } from 'zod';
import { DocumentError, explanationOf } from '@/graph';

export interface ProblemDetails {
  readonly status: number;
  /** Names the kind of problem for programs, as the end of `urn:genloom:…`. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** Members of this kind of problem. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A request that cannot be answered as asked; becomes `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail);
    this.name = 'Problem';
    this.details = details;
  }
}

/** What is not there, or not any more. */
export function notFound(what: string): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    title: 'Not found',
    detail: `There is no such ${what}; it may have been deleted.`,
  });
}

/** The answer for whatever a handler threw. What is not a problem of the request is logged here and said without details. */
export function problemResponse(error: unknown): Response {
  const { status, code, title, detail, errors, more } = detailsOf(error);
  const body = { ...more, type: `urn:genloom:${code}`, title, status, detail, ...(errors ? { errors } : {}) };
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}

function detailsOf(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.details;
  if (error instanceof ZodError)
    return {
      status: 422,
      code: 'invalid',
      title: 'The request is not as expected',
      detail: error.issues[0]?.message ?? 'Something in the request is missing or wrong.',
      errors: error.issues.slice(0, 100).map(({ path, message }) => ({ path: path.join('.'), message })),
    };
  if (error instanceof DocumentError)
    return {
      status: 422,
      code: 'document-invalid',
      title: error.title,
      detail: explanationOf({ detail: error.listing, ...(error.fix ? { fix: error.fix } : {}) }),
      errors: error.problems.map(({ path, message }) => ({ path, message })),
    };
  console.error(error);
  if (error instanceof Error && /SQLITE_FULL|disk is full/.test(error.message))
    return {
      status: 507,
      code: 'disk-full',
      title: 'The disk is full',
      detail: 'The server could not write, because its disk is full. Free some space and try again.',
    };
  return {
    status: 500,
    code: 'internal',
    title: 'Something went wrong on the server',
    detail: 'The server could not do this. Its log says why.',
  };
}
