import { type Page, pageView } from '@/graph';
import { type Codec, fromJson, toJson, utf8 } from '../codec';
import { pageAsHtml } from '../page-html';
import { pageAsMarkdown } from '../page-markdown';

/** A page as JSON, and as what people pass on: a web page in one file, and Markdown. */
export const page: Codec<Page> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value, { large }) => pageView(value, large),
  formats: {
    html: { extension: 'html', mediaType: 'text/html', encode: (value) => utf8.encode(pageAsHtml(value)) },
    markdown: { extension: 'md', mediaType: 'text/markdown', encode: (value) => utf8.encode(pageAsMarkdown(value)) },
  },
};
