import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addNodeEdit,
  addNoteEdit,
  applyEdit,
  connectEdit,
  type Edit,
  fragmentOf,
  type GraphDocument,
  groupEdit,
  invertEdit,
  moveEdit,
  parseDocument,
  parseFragment,
  pasteEdit,
  removeEdit,
  setNodeEdit,
  setParamsEdit,
} from '@/graph';
import { graph, node, testCatalogue, textGraphs, wire } from './support';

/** A random edit that fits a document, as the editor would make it. */
function editFor(document: GraphDocument, choice: number, pick: number): Edit {
  const ids = document.nodes.map((one) => one.id);
  const some = ids.filter((_, index) => (index + pick) % 3 === 0);
  const one = ids[pick % Math.max(1, ids.length)];
  if (one === undefined) return addNodeEdit(document, testCatalogue, 'test.source', { x: pick, y: 0 }).edit;
  switch (choice % 9) {
    case 0:
      return addNodeEdit(document, testCatalogue, 'test.join', { x: pick, y: pick }).edit;
    case 1:
      return removeEdit(document, {
        nodes: some,
        wires: document.wires.slice(0, 1),
        notes: document.notes.map((note) => note.id),
      });
    case 2:
      return moveEdit(document, new Map(some.map((id) => [id, { x: pick, y: -pick }])));
    case 3:
      return setParamsEdit(document, one, { times: pick % 10, value: String(pick) });
    case 4:
      return setNodeEdit(document, one, { title: `t${pick}`, muted: pick % 2 === 0 });
    case 5:
      return groupEdit(document, some, 'a group');
    case 6:
      return addNoteEdit(document, 'look here', { x: pick, y: 0 });
    case 7:
      return (
        connectEdit(document, { node: ids[0] ?? one, port: 'text' }, { node: one, port: 'a' }) ??
        groupEdit(document, [one], 'alone')
      );
    default:
      return pasteEdit(document, fragmentOf(document, new Set(some)), { x: pick, y: pick }).edit;
  }
}

const manyEdits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 500 })), { minLength: 1, maxLength: 12 });

describe('an edit', () => {
  test('and its inverse cancel, one by one and as a history', () => {
    fc.assert(
      fc.property(textGraphs, manyEdits, (start, choices) => {
        let document = start;
        const history: Edit[] = [];
        for (const [choice, pick] of choices) {
          const edit = editFor(document, choice, pick);
          const after = applyEdit(document, edit);
          expect(applyEdit(after, invertEdit(edit))).toEqual(document);
          expect(invertEdit(invertEdit(edit))).toEqual(edit);
          history.push(edit);
          document = after;
        }
        expect(applyEdit(document, invertEdit({ op: 'batch', edits: history }))).toEqual(start);
      }),
    );
  });

  test('always leaves a document that opens', () => {
    fc.assert(
      fc.property(textGraphs, manyEdits, (start, choices) => {
        const end = choices.reduce(
          (document, [choice, pick]) => applyEdit(document, editFor(document, choice, pick)),
          start,
        );
        expect(parseDocument(JSON.parse(JSON.stringify(end)))).toEqual(JSON.parse(JSON.stringify(end)));
      }),
    );
  });

  test('is plain JSON', () => {
    fc.assert(
      fc.property(textGraphs, fc.nat(), fc.nat({ max: 500 }), (document, choice, pick) => {
        const edit = editFor(document, choice, pick);
        const after = JSON.parse(JSON.stringify(applyEdit(document, JSON.parse(JSON.stringify(edit)))));
        expect(after).toEqual(JSON.parse(JSON.stringify(applyEdit(document, edit))));
      }),
    );
  });
});

describe('connecting', () => {
  const document = graph(
    [node('a', 'test.source'), node('b', 'test.source'), node('c', 'test.join')],
    [wire('a.text', 'c.a')],
  );

  test('to a port that has a wire replaces that wire, and undo brings it back', () => {
    const edit = connectEdit(document, { node: 'b', port: 'text' }, { node: 'c', port: 'a' });
    if (!edit) throw new Error('no edit');
    const after = applyEdit(document, edit);
    expect(after.wires).toEqual([wire('b.text', 'c.a')]);
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
  });

  test('the same ports again is no edit', () => {
    expect(connectEdit(document, { node: 'a', port: 'text' }, { node: 'c', port: 'a' })).toBeNull();
  });
});

describe('the clipboard', () => {
  test('pastes with fresh ids, inner wires and groups, and leaves the original alone', () => {
    const document = applyEdit(graph([node('a', 'test.source'), node('c', 'test.join')], [wire('a.text', 'c.a')]), {
      op: 'add-group',
      group: { id: 'g', title: 'both', nodes: ['a', 'c'] },
      at: 0,
    });
    const fragment = parseFragment(JSON.stringify(fragmentOf(document, new Set(['a', 'c']))));
    const { edit, ids } = pasteEdit(document, fragment, { x: 100, y: 100 });
    const after = applyEdit(document, edit);
    expect(ids).toEqual(['a-2', 'c-2']);
    expect(after.wires).toEqual([wire('a.text', 'c.a'), wire('a-2.text', 'c-2.a')]);
    expect(after.groups.map((group) => group.nodes)).toEqual([
      ['a', 'c'],
      ['a-2', 'c-2'],
    ]);
  });

  test('with something else on it says so', () => {
    expect(() => parseFragment('hello')).toThrow('The clipboard holds no nodes.');
    expect(() => parseFragment('{"format":"other"}')).toThrow('The clipboard holds no nodes.');
  });
});
