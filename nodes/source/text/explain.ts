import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Everything a language model knows comes from its text. This node reads yours, finds out its encoding, and hands it on as documents. Files stay on your device; only the text that you choose to fetch from the web passes through the server.',
  lookAt:
    'The number of documents and characters, and whether the first lines look right: odd signs there mean a wrong encoding.',
  source: 'WHATWG Encoding Standard for how bytes become characters',
};
