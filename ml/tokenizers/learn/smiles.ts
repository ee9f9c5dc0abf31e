import { PLAIN, type TokenizerJson } from '../json';
import { createReporter, type Following } from './progress';
import { noText } from './word-counts';

/**
 * A SMILES string cut into atoms, bonds, brackets and ring numbers (Schwaller et al. 2018, “Found in translation”, section 2.2): what stands in square
 * brackets is one token, and so are Cl and Br.
 */
export const SMILES_TOKEN = String.raw`\[[^\]\n]+\]|Br?|Cl?|N|O|S|P|F|I|b|c|n|o|s|p|\(|\)|\.|=|#|-|\+|\\|\/|:|~|@|\?|>|\*|\$|%[0-9]{2}|[0-9]|\n`;

const UNKNOWN = '[?]';

/**
 * Each token that occurs, the line break first among them, since it stands between molecules. Written as a WordLevel model behind a Split, which the
 * published library reads; what never occurred is unknown.
 * @throws TokenizerError `tokenizer.no-text`
 */
export async function learnSmiles(texts: readonly string[], { onProgress }: Following = {}): Promise<TokenizerJson> {
  const report = createReporter(onProgress ? { onProgress } : {});
  const pattern = new RegExp(SMILES_TOKEN, 'gu');
  const found = new Set<string>();
  for (const [index, text] of texts.entries()) {
    for (const token of text.match(pattern) ?? []) found.add(token);
    if (index % 1_000 === 999) await report(index + 1, texts.length);
  }
  if (found.size === 0) throw noText();
  found.delete('\n');
  const pieces = [UNKNOWN, '\n', ...[...found].sort()];
  return {
    ...PLAIN,
    pre_tokenizer: { type: 'Split', pattern: { Regex: SMILES_TOKEN }, behavior: 'Isolated', invert: false },
    decoder: { type: 'Fuse' },
    model: {
      type: 'WordLevel',
      unk_token: UNKNOWN,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  };
}
