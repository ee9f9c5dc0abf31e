import { htmlText } from '../read/html';

/** More of these, or deeper, and finding the article would take longer than anybody waits: then all words are taken, in one pass. */
const MOST = { elements: 12_000, depth: 80, characters: 2_000_000 } as const;

const WITHOUT_END = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * What is to be read on an HTML page, as Markdown: its article without menus, pictures and scripts (Mozilla’s Readability, as in Firefox’s reader view), or
 * all its words where there is no article to be found. Links lead to http(s) addresses alone, and are whole.
 */
export async function readablePage(html: string, url: string): Promise<{ title: string; text: string }> {
  if (!isModest(html)) return { title: titleOf(html), text: htmlText(html) };
  // Loaded with the first page: the three libraries are larger than most workers.
  const { articleOf } = await import('./article');
  const found = articleOf(html, url);
  const title = found.title === '' ? titleOf(html) : found.title;
  return { title, text: found.text ?? htmlText(html) };
}

/** One pass over the tags; an element that is never closed counts as deep as it would be. */
function isModest(html: string): boolean {
  if (html.length > MOST.characters) return false;
  let elements = 0;
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (WITHOUT_END.has(name.toLowerCase())) elements++;
    else if (end === '/') depth = Math.max(0, depth - 1);
    else {
      elements++;
      depth++;
    }
    if (elements > MOST.elements || depth > MOST.depth) return false;
  }
  return true;
}

function titleOf(html: string): string {
  const open = /<title[^>]{0,200}>/i.exec(html.slice(0, 100_000));
  if (!open) return '';
  const from = open.index + open[0].length;
  const end = html.slice(from, from + 1_000).search(/<\/title/i);
  return htmlText(html.slice(from, from + Math.max(0, end))).slice(0, 500);
}
