import { beforeEach, describe, expect, test } from 'vitest';
import { catalogue, loadContracts } from '@/app/catalogue';
import { useEditor } from '@/app/editor/state/editor-store';
import { runAt, valueAt, wholeId } from '@/app/editor/state/level';
import { node, wire } from '@/app/templates/build';
import { emptyDocument, parseDocument, setNodeEdit, setParamsEdit, unwrapEdit, wrapEdit } from '@/graph';

const document = {
  ...emptyDocument('levels', 'Levels'),
  nodes: [
    node('text', 'source.text', 0, 0, { kind: 'paste', pasted: 'to be or not to be' }),
    node('clean', 'prepare.clean', 300, 0),
    node('learn', 'tokenize.learn-bpe', 600, 0),
    node('look', 'see.inspect', 900, 0),
  ],
  wires: [wire('text.text → clean.text'), wire('clean.text → learn.text'), wire('learn.tokenizer → look.value')],
};
const state = () => useEditor.getState();

beforeEach(async () => {
  await loadContracts([...document.nodes, { type: 'graph.subgraph' }]);
  await state().open({ id: 'p', revision: 1, document });
  state().edit(wrapEdit(state().document, catalogue, new Set(['clean', 'learn'])).edit);
});

describe('a level of a graph of graphs', () => {
  test('is edited as a graph of its own, and what is saved is the whole', () => {
    state().enter(['subgraph']);
    expect(state().document.nodes.map(({ id }) => id)).toEqual(['text', 'clean', 'learn', 'tokenizer']);
    state().edit(setParamsEdit(state().document, 'learn', { vocabularySize: 300 }));
    expect(state().root.nodes.map(({ id }) => id)).toEqual(['text', 'look', 'subgraph']);
    expect(parseDocument(state().root)).toEqual(state().root);
    expect(state().root.nodes[2]?.body?.nodes[2]?.params).toMatchObject({ vocabularySize: 300 });
  });

  test('an edit is undone where it was made, and the canvas shows it', () => {
    state().enter(['subgraph']);
    state().edit(setParamsEdit(state().document, 'learn', { vocabularySize: 300 }));
    state().enter([]);
    state().undo();
    expect(state().path).toEqual(['subgraph']);
    expect(state().document.nodes[2]?.params.vocabularySize).not.toBe(300);
    // The one before was the folding: what was inside lies outside again.
    state().undo();
    expect(state().path).toEqual([]);
    expect(state().root).toEqual(document);
    state().redo();
    state().redo();
    expect(state().path).toEqual(['subgraph']);
  });

  test('what was selected at one level is not selected at another, also where an id is the same', () => {
    const inside = { ...node('look', 'prepare.clean', 0, 0) };
    state().enter(['subgraph']);
    state().edit({ op: 'add-node', node: inside, at: state().document.nodes.length });
    state().edit(setParamsEdit(state().document, 'learn', { vocabularySize: 300 }));
    state().enter([], ['look']);
    state().undo();
    expect([...state().selection]).toEqual([]);
    state().enter([], ['look']);
    state().redo();
    expect(state().path).toEqual(['subgraph']);
    expect([...state().selection]).toEqual([]);
  });

  test('the name is that of the whole graph, also from inside', () => {
    state().enter(['subgraph']);
    const { name, description } = state().document;
    state().edit({ op: 'set-document', before: { name, description }, after: { name: 'New', description } });
    expect(state().root.name).toBe('New');
    expect(state().document.name).toBe('New');
  });

  test('taken apart while somebody is inside, shows the level around', () => {
    state().enter(['subgraph']);
    state().editWhole(unwrapEdit(state().root, 'subgraph').edit);
    expect(state().path).toEqual([]);
    expect(state().document.nodes).toHaveLength(4);
  });

  test('a subgraph shows how far those inside are, what they gave, and what went wrong', () => {
    const idle = { views: {}, facts: {} };
    const view = { view: 'text', text: 'x' } as const;
    const done = { ...idle, state: 'finished', seconds: 2, key: 'k', views: { tokenizer: view } } as const;
    const runs = {
      'subgraph/clean': { ...idle, state: 'finished', seconds: 1, key: 'c' },
      'subgraph/learn': { ...idle, state: 'running', done: 1, total: 2, secondsLeft: 9 },
    } as const;
    expect(runAt(runs, 'subgraph')).toMatchObject({ state: 'running', done: 1.5, total: 2, secondsLeft: 9 });
    expect(runAt({ ...runs, 'subgraph/learn': done }, 'subgraph')).toMatchObject({
      state: 'finished',
      seconds: 3,
      views: { tokenizer: view },
    });
    expect(valueAt({ ...runs, 'subgraph/learn': done }, { node: 'subgraph', port: 'tokenizer' })).toEqual({
      key: 'k',
      port: 'tokenizer',
    });
    const error = { code: 'text.empty', title: 'The text is empty.' };
    const failed = runAt({ ...runs, 'subgraph/learn': { ...idle, state: 'failed', error } }, 'subgraph');
    expect(failed?.error).toMatchObject({ code: 'subgraph.inside', title: 'The text is empty.' });
    expect(failed?.error?.detail).toContain('Learn BPE');
    state().enter(['subgraph']);
    // The same runs, of a graph that was edited meanwhile.
    expect(runAt(runs, 'learn')).toMatchObject({ state: 'running' });
    state().edit(setNodeEdit(state().document, 'learn', { title: 'Pieces' }));
    state().enter([]);
    expect(runAt(runs, 'subgraph')?.message).toBe('Pieces');
    expect(runAt(runs, 'subgraph')).toBe(runAt(runs, 'subgraph'));
    state().enter(['subgraph']);
    expect(wholeId('learn')).toBe('subgraph/learn');
    expect(runAt(runs, 'learn')).toMatchObject({ state: 'running', done: 1 });
  });
});
