import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { check, emptyDocument } from '@/graph';
import { catalogue } from '@/nodes';

const nodes = [
  node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 }),
  node('tokenizer', 'tokenize.characters', 1, 0),
  node('encode', 'tokenize.encode', 2, 0),
  node('embedding', 'network.token-embedding', 3, 0),
  node('think', 'network.feed-forward', 4, 0),
  node('attend', 'network.attention', 5, 0),
  node('head', 'network.language-head', 6, 0),
  node('train', 'train.language-model', 7, 0),
];
const wires = [
  'text.text → tokenizer.text',
  'text.text → encode.text',
  'tokenizer.tokenizer → encode.tokenizer',
  'tokenizer.tokenizer → embedding.tokenizer',
  'embedding.network → think.network',
  'head.network → train.network',
  'encode.training → train.training',
];
const advised = (...more: readonly string[]) =>
  check({ ...emptyDocument('a', 'A'), nodes, wires: [...wires, ...more].map(wire) }, catalogue)
    .problems.filter(({ nodeId }) => nodeId === 'train')
    .map(({ code }) => code);

test('a network in which no token sees another says so before it is trained', () => {
  expect(advised('think.network → head.network')).toContain('train.one-token');
  const attending = advised('think.network → attend.network', 'attend.network → head.network');
  expect(attending).not.toContain('train.one-token');
});
