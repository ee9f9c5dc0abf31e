import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom/worker';
import Turndown from 'turndown';

/** The article of an HTML page as Markdown, without pictures and with whole links; null where none is found. */
export function articleOf(html: string, url: string): { readonly title: string; readonly text: string | null } {
  const article = new Readability(parseHTML(html).document).parse();
  const title = (article?.title ?? '').trim().slice(0, 500);
  if (!article?.content) return { title, text: null };
  const writer = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  // Nobody who shows this text shall load a picture by it.
  writer.addRule('picture', { filter: 'img', replacement: (_, picture) => wordsFor(picture) });
  writer.addRule('link', {
    filter: 'a',
    replacement: (words, link) => linked(words, link.getAttribute('href') ?? '', url),
  });
  const { document } = parseHTML(`<!doctype html><html><body>${article.content}</body></html>`);
  return { title, text: writer.turndown(document.body).trim() };
}

const wordsFor = (picture: { getAttribute(name: string): string | null }): string =>
  (picture.getAttribute('alt') ?? '').replaceAll(/[[\]()!]/g, ' ').trim();

function linked(words: string, href: string, base: string): string {
  if (words.trim() === '' || href.startsWith('#') || !URL.canParse(href, base)) return words;
  const { protocol, href: whole } = new URL(href, base);
  if (protocol !== 'http:' && protocol !== 'https:') return words;
  return `[${words}](${whole.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}
