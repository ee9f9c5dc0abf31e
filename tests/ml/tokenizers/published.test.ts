import { existsSync, readFileSync } from 'node:fs';
import { Tokenizer as Published } from '@huggingface/tokenizers';
import { describe, expect, test } from 'vitest';
import {
  compileTokenizer,
  learnBpe,
  learnCharacters,
  learnUnigram,
  parseTokenizerJson,
  type TokenizerJson,
} from '@/ml/tokenizers';
import { compilePreTokenizer } from '@/ml/tokenizers/pipeline/pre-tokenizers';
import published from '../../fixtures/tokenizers/published.json';

const PATH = '../shared/data/text/tinyshakespeare.txt';
const AWKWARD = "Hé\u0000 ﬁ 😀 x  \n\n y\u0001 日本語 don't  <unk> </s> ";

/** What the published JavaScript library, given the file as it would be saved, makes of a text. */
function idsByPublished(json: TokenizerJson, text: string): readonly number[] {
  return new Published(JSON.parse(JSON.stringify(json)), {}).encode(text, { add_special_tokens: false }).ids;
}

describe('what is learned here is read by the published library with the same ids', () => {
  const learners: Record<string, (text: string) => Promise<TokenizerJson>> = {
    characters: (text) => learnCharacters([text]),
    'byte-level BPE': (text) => learnBpe([text], { vocabularySize: 1_024 }),
    unigram: (text) => learnUnigram([text], { vocabularySize: 1_024 }),
  };
  for (const [name, learn] of Object.entries(learners))
    test.skipIf(!existsSync(PATH))(`${name}: the whole of tinyshakespeare, and awkward text`, async () => {
      const text = readFileSync(PATH, 'utf8');
      const json = await learn(text);
      const tokenizer = compileTokenizer(json);
      const ids = tokenizer.encode(text);
      expect(Buffer.from(Int32Array.from(idsByPublished(json, text)).buffer).equals(Buffer.from(ids.buffer))).toBe(
        true,
      );
      expect(tokenizer.decode(ids) === text).toBe(true);
      expect([...tokenizer.encode(AWKWARD)]).toEqual(idsByPublished(json, AWKWARD));
    });
});

test.skipIf(!existsSync(PATH))('BPE learns the very merges that Hugging Face’s own trainer learns', async () => {
  const { model } = await learnBpe([readFileSync(PATH, 'utf8')], { vocabularySize: 1_024 });
  expect('merges' in model && model.merges).toEqual(published.shakespeareMerges);
});

describe('files written by Hugging Face’s library give its ids and its texts', () => {
  for (const [name, { json, ids, texts }] of Object.entries(published.families))
    test(name, () => {
      const tokenizer = compileTokenizer(parseTokenizerJson(json));
      published.strings.forEach((text, index) => {
        expect([...tokenizer.encode(text)], text).toEqual(ids[index]);
        expect(tokenizer.decode(ids[index] ?? []), text).toBe(texts[index]);
      });
    });
});

test('pre-tokenizers cut as Hugging Face’s do, in each behaviour of Split', () => {
  for (const [component, pieces] of published.splits.cuts) {
    if (Array.isArray(component) || typeof component !== 'object' || !Array.isArray(pieces)) throw new Error('fixture');
    const { type, ...settings } = component;
    expect(
      compilePreTokenizer({ type, ...JSON.parse(JSON.stringify(settings)) }).split(published.splits.text, true),
      JSON.stringify(component),
    ).toEqual(pieces);
  }
});
