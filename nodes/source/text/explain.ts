import type { Explanation } from '@/graph';
import type { sourceText } from './node';

export const explain: Explanation<typeof sourceText> = {
  more: 'Everything a language model knows comes from its text. This node reads yours, finds out its encoding, and hands it on as documents. Files stay on your device; only the text that you choose to fetch from the web passes through the server.',
  lookAt:
    'The number of documents and characters, and whether the first lines look right: odd signs there mean a wrong encoding.',
  source: 'WHATWG Encoding Standard for how bytes become characters',
  params: {
    origin: 'The built-in text is made on your device and needs no download.',
    text: 'Up to a million characters. For more, use a file.',
    file: 'Text, Markdown, a table (.csv), one JSON object per line (.jsonl), or a .zip of these. It stays on your device.',
    column: 'The heading of the column that holds the text. Other files ignore it.',
    field: 'The name of the field that holds the text; dots lead inside, as in message.text. Other files ignore it.',
    url: 'Fetched once; the copy is kept, so that every run reads the same text even if the page changes.',
    fetched: 'What the address gave when it was fetched. Fetch again to renew it.',
    characters: 'How much text is written. A small model needs some 300,000 characters to learn words and grammar.',
    topic: 'Each number tells another story, always the same one.',
    separate:
      'Cleaning, removing duplicates and splitting at random work document by document. Rows of a .csv or .jsonl are documents already.',
  },
};
