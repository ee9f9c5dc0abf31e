import { type Dataset, VIEW_LIMITS } from '@/graph';
import { joinBytes } from '@/ml/tokenizers/pipeline/decoders';
import { type Codec, readText, utf8 } from '../codec';

/** `dataset<text>` as JSON lines, one `{"text": …}` a document. */
export const documents: Codec<Dataset<string>> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ items }) => utf8.encode(items.map((text) => `${JSON.stringify({ text })}\n`).join('')),
  decode: (bytes) => ({
    items: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { text }: { text: string } = JSON.parse(line);
        return text;
      }),
  }),
  look: ({ items }, { large, offset = 0 }) => {
    const characters = items.reduce((sum, item) => sum + item.length, 0);
    const most = large ? VIEW_LIMITS.items : 3;
    const shown = items.slice(offset, offset + most);
    const each = Math.floor((large ? VIEW_LIMITS.characters : 360) / Math.max(1, shown.length));
    return { view: 'documents', count: items.length, characters, items: shown.map((item) => item.slice(0, each)) };
  },
  file: ({ items }) =>
    items.length === 1
      ? utf8.encode(items[0] ?? '')
      : joinBytes(items.map((text) => utf8.encode(`${JSON.stringify({ text })}\n`))),
};
