import { problemResponse } from './problem';
import { checkSender } from './sender';

type Handler<Params> = (request: Request, params: Params) => Promise<Response> | Response;

/** Wraps a handler of a route: refuses foreign senders, and turns whatever it throws into a problem. */
export function route<Params = Record<never, never>>(handler: Handler<Params>) {
  return async (request: Request, context: { readonly params: Promise<Params> }): Promise<Response> => {
    try {
      checkSender(request);
      return await handler(request, await context.params);
    } catch (error) {
      return problemResponse(error);
    }
  };
}

/** An answer in JSON, which no cache keeps. */
export function json(body: unknown, { status = 200, headers = {} }: { status?: number; headers?: HeadersInit } = {}) {
  const all = new Headers(headers);
  all.set('Cache-Control', 'no-store');
  return Response.json(body, { status, headers: all });
}

/** Done, and nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}
