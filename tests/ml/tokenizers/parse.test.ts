import { describe, expect, test } from 'vitest';
import { compileTokenizer, learnBpe, parseTokenizerFile, parseTokenizerJson, TokenizerError } from '@/ml/tokenizers';

const bpe = { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] };

describe('files that are no tokenizer.json are refused with what is wrong', () => {
  test.each([
    ['no object', [], 'one JSON object'],
    ['nothing', null, 'one JSON object'],
    ['no model', { version: '1.0' }, '“model”'],
    ['an empty vocabulary', { model: { ...bpe, vocab: {} } }, 'vocabulary is empty'],
    ['ids that are no numbers', { model: { ...bpe, vocab: { a: 'x' } } }, '“a” has no id'],
    ['a merge of three', { model: { ...bpe, merges: [['a', 'b', 'c']] } }, 'Merge 1'],
    ['a unigram piece without score', { model: { type: 'Unigram', vocab: [['a']] } }, 'Piece 0'],
    ['an unknown token out of range', { model: { type: 'Unigram', unk_id: 5, vocab: [['a', 0]] } }, 'id 5'],
    ['an added token without id', { model: bpe, added_tokens: [{ content: '<s>' }] }, 'added token 1'],
    ['a decoder without type', { model: bpe, decoder: {} }, 'does not say its type'],
  ])('%s', (_, json, detail) => {
    expect(() => parseTokenizerJson(json)).toThrow(TokenizerError);
    expect(() => parseTokenizerJson(json)).toThrow(detail);
  });

  test('text that is not JSON', () => {
    expect(() => parseTokenizerFile('{"model":')).toThrow('It is not JSON');
  });

  test('merges of pieces that the vocabulary lacks', () => {
    const json = parseTokenizerJson({ model: { ...bpe, merges: ['a c'] } });
    expect(() => compileTokenizer(json)).toThrow('not all in the vocabulary');
  });
});

describe('parts that are not computed here are named', () => {
  test.each([
    ['model', { model: { ...bpe, type: 'Other' } }],
    ['normalizer', { model: bpe, normalizer: { type: 'Other' } }],
    ['pre-tokenizer', { model: bpe, pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Other' }] } }],
    ['decoder', { model: bpe, decoder: { type: 'Other' } }],
  ])('%s', (part, json) => {
    const compile = () => compileTokenizer(parseTokenizerJson(json));
    expect(compile).toThrow(`This tokenizer uses a ${part} that is not supported here: Other.`);
  });

  test('a pattern that JavaScript cannot follow', () => {
    const split = { type: 'Split', pattern: { Regex: '\\p{L}++' }, behavior: 'Isolated', invert: false };
    expect(() => compileTokenizer(parseTokenizerJson({ model: bpe, pre_tokenizer: split }))).toThrow('possessive');
  });
});

test('files from before models said their type are read', () => {
  const { type: _, ...untyped } = bpe;
  const tokenizer = compileTokenizer(parseTokenizerJson({ model: untyped }));
  expect([...tokenizer.encode('aba')]).toEqual([2, 0]);
});

test('what was parsed is parsed again to the same', async () => {
  const json = await learnBpe(['one two one two'], { vocabularySize: 260 });
  expect(parseTokenizerJson(json)).toEqual(json);
});

test('special tokens are one id wherever the text names them, and come back as they were', () => {
  const special = { id: 3, content: '<|end|>', special: true };
  const tokenizer = compileTokenizer(
    parseTokenizerJson({ model: bpe, added_tokens: [special], decoder: { type: 'Fuse' } }),
  );
  expect([...tokenizer.encode('ab<|end|>a')]).toEqual([2, 3, 0]);
  expect(tokenizer.decode([2, 3, 0])).toBe('ab<|end|>a');
  expect(tokenizer.idOf('<|end|>')).toBe(3);
  expect(tokenizer.vocabularySize).toBe(4);
});

test('what a post-processor would add is left out, and said so', () => {
  const tokenizer = compileTokenizer(
    parseTokenizerJson({ model: bpe, post_processor: { type: 'TemplateProcessing', single: [] } }),
  );
  expect(tokenizer.notes).toHaveLength(1);
});

test('pieces of bytes are shown as text where they are text', async () => {
  const tokenizer = compileTokenizer(await learnBpe(['é é é é 日 日'], { vocabularySize: 260, minimumFrequency: 2 }));
  const shown = [...tokenizer.encode('é ü')].map(tokenizer.piece);
  expect(shown.slice(0, 1)).toEqual(['é']);
  expect(shown.slice(-2)).toEqual(['<0xC3>', '<0xBC>']);
});
