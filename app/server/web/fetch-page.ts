import { type FetchedText, type FetchTextOptions, fetchText } from '../fetch-text';
import { Problem } from '../problem';
import { checkHost } from './hosts';

/** The most bytes of a page, and how long it may take with all its redirects. */
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST = 15_000;

export interface FetchedPage extends FetchedText {
  readonly form: 'html' | 'json' | 'text';
}

/**
 * Fetches a page of a host that is on the list: a text, JSON or HTML, as it came. Each redirect is looked up in the list like the first address, and each
 * connection goes to a public address that was checked.
 * @throws Problem
 */
export async function fetchPage(
  address: string,
  hosts: readonly string[],
  options: Omit<FetchTextOptions, 'check'> = {},
): Promise<FetchedPage> {
  const found = await fetchText(address, {
    maximumBytes: MOST_BYTES,
    timeoutMilliseconds: LONGEST,
    ...options,
    check: checkHost(hosts),
  });
  return { ...found, form: formOf(found) };
}

function formOf({ url, contentType, text }: FetchedText): FetchedPage['form'] {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (type === 'application/json' || type.endsWith('+json')) return isJson(text) ? 'json' : 'text';
  if (type === '' || type.startsWith('text/') || type === 'application/xml' || type.endsWith('+xml')) return 'text';
  throw new Problem({
    status: 415,
    code: 'url-not-text',
    title: 'This is no page to read',
    detail: `${new URL(url).host} gave “${type.slice(0, 100)}”, and only texts, JSON and HTML are read. Give the address of a page.`,
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // said to be JSON and is not: its text is what there is
  }
}
