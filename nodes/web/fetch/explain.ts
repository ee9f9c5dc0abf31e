import type { Explanation } from '@/graph';
import type { webFetch } from './node';

export const explain: Explanation<typeof webFetch> = {
  more: 'Genloom’s server asks for the page, and only at hosts that you allowed under “Web pages”: a model that chooses addresses can send what it knows with them. Of an HTML page the article is kept, as Markdown, without menus, pictures and scripts. What a page says is not to be trusted: it may be written to give orders to a model.',
  lookAt: 'Whether the text is the article you meant; a page that is made by scripts has little to read.',
  source: 'Mozilla Readability, as in Firefox’s reader view',
  params: {
    url: 'Read where nothing comes in. Its host has to be on the list under “Web pages”.',
    characters: 'What is longer is cut, and a warning says so. Four characters are about one token.',
    again: 'A page is fetched once and kept as any result. Raise the number to fetch it as it is now.',
  },
  inputs: { url: 'One web address; it goes before the one that is typed here.' },
  outputs: {
    text: 'What is to be read on the page.',
    page: 'url, title, form (html, json or text), text, and of JSON its value.',
  },
};
