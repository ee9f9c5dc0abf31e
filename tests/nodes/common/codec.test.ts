import { expect, test } from 'vitest';
import { codecOf } from '@/nodes/common/codec';

const words = { type: 'WordLevel', unk_token: 'a', vocab: { a: 0, '<s>': 1, '</s>': 2 } };
const added = ['<s>', '</s>'].map((content, index) => ({ id: index + 1, content, special: true }));
const template = {
  type: 'TemplateProcessing',
  single: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
  ],
  pair: [],
  special_tokens: {
    '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] },
    '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] },
  },
};
const begins = (post_processor: object | null) =>
  codecOf({ model: words, added_tokens: added, post_processor } as never).beginIds;

test('what a published tokenizer puts before every text is known, and what comes after it is not taken for it', () => {
  expect(begins(template)).toEqual([1]);
  expect(begins({ type: 'Sequence', processors: [{ type: 'ByteLevel', trim_offsets: true }, template] })).toEqual([1]);
  expect(begins({ ...template, single: template.single.slice(1) })).toEqual([]);
  expect(begins({ type: 'ByteLevel' })).toEqual([]);
  expect(begins(null)).toEqual([]);
});
