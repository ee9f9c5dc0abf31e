import { isShallow, type Json, type RunContext, z } from '@/graph';
import { askServer } from './ask-server';
import { readablePage } from './readable';

/** A page of the web, as it is handed on: never its HTML. */
export interface WebPage {
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly title: string;
  /** Markdown of an HTML page, without its pictures and scripts; anything else as it came. */
  readonly text: string;
  readonly form: 'html' | 'json' | 'text';
  /** Of JSON, the value; null for anything else, and where it is nested deeper than data may be. */
  readonly value: Json;
}

/** Levels of a JSON value. */
const DEEPEST = 64;

const answer = z.object({
  url: z.string().max(10_000),
  text: z.string(),
  form: z.enum(['html', 'json', 'text']),
});

/**
 * Fetches a page through the server, which asks only hosts that are on its list (“Web pages”).
 * @throws GenloomError `server.web-host` where the host is not on it, `server.url-…` for what went wrong on the way
 */
export async function fetchPage(url: string, context: Pick<RunContext, 'server'>): Promise<WebPage> {
  const found = await askServer(context, '/api/web', { url }, answer);
  if (found.form === 'html') return { ...found, ...(await readablePage(found.text, found.url)), value: null };
  const value: Json = found.form === 'json' ? JSON.parse(found.text) : null;
  return { ...found, title: '', value: isShallow(value, DEEPEST) ? value : null };
}
