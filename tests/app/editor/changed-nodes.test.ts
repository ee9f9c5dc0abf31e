import { expect, test } from 'vitest';
import { catalogue, loadContracts } from '@/app/catalogue';
import { changedNodes } from '@/app/editor/state/changed-nodes';
import { node, template, wire } from '@/app/templates/build';
import { applyEdit, type Edit, editInside, levelAt, moveEdit, setNodeEdit, setParamsEdit, wrapEdit } from '@/graph';

const document = template('test', 'Test', '', {
  nodes: [
    node('text', 'source.text', 0, 0),
    node('clean', 'prepare.clean', 0, 0),
    node('again', 'prepare.clean', 0, 0),
    node('other', 'source.text', 0, 0),
  ],
  wires: [wire('text.text → clean.text'), wire('clean.text → again.text'), wire('again.text → clean.words')],
});
const after = (edit: Edit) => [...changedNodes(document, applyEdit(document, edit))].sort();

test('a changed setting changes its node and all behind it, also around a loop, and nothing else', () => {
  expect(after(setParamsEdit(document, 'text', { origin: 'paste' }))).toEqual(['again', 'clean', 'text']);
  expect(after(setParamsEdit(document, 'again', { minimumCharacters: 3 }))).toEqual(['again', 'clean']);
  expect(after(setNodeEdit(document, 'other', { muted: true }))).toEqual(['other']);
});

test('a removed wire changes the node that it led to, and all behind that', () => {
  const [first] = document.wires;
  if (!first) throw new Error('no wire');
  expect(after({ op: 'remove-wire', wire: first, at: 0 })).toEqual(['again', 'clean']);
});

test('inside a subgraph they are told by their paths, and only those that are', async () => {
  await loadContracts([...document.nodes, { type: 'graph.subgraph' }]);
  const folded = applyEdit(document, wrapEdit(document, catalogue, new Set(['clean', 'again'])).edit);
  const level = levelAt(folded, ['subgraph']);
  if (!level) throw new Error('there is no level');
  const edit = editInside(['subgraph'], setParamsEdit(level, 'again', { minimumCharacters: 3 }));
  expect([...changedNodes(folded, applyEdit(folded, edit))].sort()).toEqual(['subgraph/again', 'subgraph/clean']);
});

test('another place or name changes nothing', () => {
  expect(after(moveEdit(document, new Map([['text', { x: 9, y: 9 }]])))).toEqual([]);
  expect(after(setNodeEdit(document, 'text', { title: 'Mine' }))).toEqual([]);
});
