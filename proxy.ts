import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives each page a word of its own (a nonce) that its scripts must carry: a script that found its way into the page any other way does not
 * run. Next reads it from the request and writes it on what it renders, so pages are rendered when asked for (`dynamic` in app/layout.tsx).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = pagePolicy(nonce, isFramed(request.nextUrl.pathname));
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Pages only: routes and files have a policy without scripts of their own, from next.config.js. */
export const config = { matcher: '/((?!api/|_next/|workers/|.*\\.[a-z0-9]+$).*)' };

/** The one page that others may frame: an app that came in a link. It has no project, and asks nothing of the server. */
const isFramed = (path: string): boolean => path === '/embed/app';

function pagePolicy(nonce: string, framed: boolean): string {
  // React explains errors with eval while one develops.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'${development}`,
    // React and React Flow place things with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framed ? '*' : "'none'"}`,
  ].join('; ');
}
