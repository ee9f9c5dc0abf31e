/** Whether a text is a web page: then its words are wanted, not its tags. */
export const isHtml = (name: string, text: string): boolean =>
  /\.(html?|xhtml)$/i.test(name) || /^\s*(<!doctype html|<html[\s>])/i.test(text.slice(0, 1_000));

/** What these elements hold is not for reading. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'nav', 'iframe']);
/** A new line begins with these. */
const BLOCKS =
  /^(p|div|br|li|ul|ol|tr|table|h[1-6]|section|article|header|footer|blockquote|pre|hr|dd|dt|figure|main)$/;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
};

/** The words of a web page, a block on a line; one pass over the text, whatever it holds. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let place = 0;
  while (place < html.length) {
    const open = html.indexOf('<', place);
    if (open < 0) {
      parts.push(html.slice(place));
      break;
    }
    parts.push(html.slice(place, open));
    if (html.startsWith('<!--', open)) {
      place = after(html, '-->', open + 4);
      continue;
    }
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 40));
    if (!tag && html[open + 1] !== '!' && html[open + 1] !== '/' && html[open + 1] !== '?') {
      parts.push('<');
      place = open + 1;
      continue;
    }
    const name = tag?.[2]?.toLowerCase() ?? '';
    place = after(html, '>', open + 1);
    if (BLOCKS.test(name)) parts.push('\n');
    if (HIDDEN.has(name) && tag?.[1] === '') place = afterElement(html, name, place);
  }
  return unescaped(parts.join(''))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function after(html: string, mark: string, from: number): number {
  const place = html.indexOf(mark, from);
  return place < 0 ? html.length : place + mark.length;
}

/** Behind the closing tag; an element that is never closed hides the rest, as in browsers. */
function afterElement(html: string, name: string, from: number): number {
  for (let close = html.indexOf('</', from); close >= 0; close = html.indexOf('</', close + 2))
    if (html.slice(close + 2, close + 2 + name.length).toLowerCase() === name) return after(html, '>', close);
  return html.length;
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return NAMED[entity.toLowerCase()] ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
