import { expect, test, vi } from 'vitest';
import { hasContracts } from '@/app/catalogue';
import { addNode } from '@/app/editor/commands/building';
import { paste } from '@/app/editor/commands/clipboard';
import { useEditor } from '@/app/editor/state/editor-store';
import { emptyDocument, fragmentOf } from '@/graph';

const open = (id: string) => useEditor.getState().open({ id, revision: 0, document: emptyDocument(id) });
const nodes = () => useEditor.getState().document.nodes;

test('a node whose contract comes late is added to the graph that it was asked for in, and to no other', async () => {
  await open('first');
  expect(hasContracts([{ type: 'tokenize.learn-bpe' }])).toBe(false);
  const late = addNode('tokenize.learn-bpe', { x: 0, y: 0 });
  await open('second');
  expect(await late).toBeNull();
  expect(nodes()).toEqual([]);
});

test('two that are asked for at once each find a place once they come', async () => {
  await open('third');
  expect(hasContracts([{ type: 'prepare.clean' }])).toBe(false);
  const place = () => ({ x: 300 * nodes().length, y: 0 });
  await Promise.all([addNode('prepare.clean', place), addNode('prepare.clean', place)]);
  expect(nodes().map(({ position }) => position.x)).toEqual([0, 300]);
});

test('what is pasted late stays out of another graph, and pasted twice it does not lie upon itself', async () => {
  const copied = {
    ...emptyDocument('copied'),
    nodes: [{ id: 'a', type: 'evaluate.gate', version: 1, params: {}, position: { x: 0, y: 0 } }],
  };
  vi.stubGlobal('navigator', {
    clipboard: { readText: async () => JSON.stringify(fragmentOf(copied, new Set(['a']))) },
  });
  await open('fourth');
  expect(hasContracts(copied.nodes)).toBe(false);
  const late = paste();
  await open('fifth');
  await late;
  expect(nodes()).toEqual([]);
  await Promise.all([paste(), paste()]);
  const [first, second] = nodes().map(({ position }) => position);
  expect(nodes()).toHaveLength(2);
  expect(first).not.toEqual(second);
  vi.unstubAllGlobals();
});
