import { describe, expect, test } from 'vitest';
import {
  applyEdit,
  editInside,
  exposeEdit,
  foldEdit,
  type GraphDocument,
  type GraphNode,
  instancesOf,
  invertEdit,
  isInstance,
  isKeepable,
  keysOf,
  LIMITS,
  levelThere,
  makeCatalogue,
  moveEdit,
  newerFor,
  parseDocument,
  removeInsideEdit,
  setParamsEdit,
  setParamsInsideEdit,
  turnIntoEdit,
  wantedFor,
} from '@/graph';
import {
  bodyHash,
  insertKeptEdit,
  isChanged,
  type KeptVersion,
  keptDocument,
  keptNode,
  outsideChanges,
  stayEdit,
  updateAllEdit,
  updateEdit,
} from '@/graph/library';
import { graphInput } from '@/nodes/graph/input/node';
import { graphOutput } from '@/nodes/graph/output/node';
import { subgraph } from '@/nodes/graph/subgraph/node';
import { graph, node, testCatalogue, wire } from './support';

const catalogue = makeCatalogue([...testCatalogue.values(), subgraph, graphInput, graphOutput]);

/** Two joined texts, twice: `first` and `second` are folded, and how often `second` repeats is set from outside. */
function source(): GraphDocument {
  const flat = graph(
    [node('s', 'test.source'), node('first', 'test.join'), node('second', 'test.join'), node('after', 'test.join')],
    [
      wire('s.text', 'first.a'),
      wire('s.text', 'second.b'),
      wire('first.text', 'second.a'),
      wire('second.text', 'after.a'),
    ],
  );
  const folded = applyEdit(flat, foldEdit(flat, [], catalogue, new Set(['first', 'second'])).edit);
  return applyEdit(folded, exposeEdit(folded, ['subgraph'], { node: 'second', param: 'times' }));
}
const nodeAt = (document: GraphDocument, id: string, path: readonly string[] = []): GraphNode => {
  const found = levelThere(document, path).nodes.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
/** As the store and the server hand it on. */
function kept(document: GraphDocument, version: number, item = 'item', id = 'subgraph'): KeptVersion {
  const wanted = nodeAt(document, id);
  if (!isKeepable(wanted)) throw new Error(`${id} has nothing inside`);
  const read = parseDocument(JSON.parse(JSON.stringify(keptDocument(wanted, 'Twice'))));
  return { item, name: 'Twice, joined', version, node: keptNode(read) };
}
/** A graph that uses version 1, with the setting at 3, between a text and a join. */
function using(first: KeptVersion): GraphDocument {
  const around = graph([node('t', 'test.source'), node('end', 'test.join')], []);
  const inserted = applyEdit(around, insertKeptEdit(around, [], first, { x: 10.4, y: 20 }).edit);
  const wired = {
    ...inserted,
    wires: [wire('t.text', 'twice-joined.a'), wire('twice-joined.text', 'end.a')],
  };
  return applyEdit(wired, setParamsEdit(wired, 'twice-joined', { times: 3 }));
}
const only = (document: GraphDocument) => {
  const [instance, ...more] = instancesOf(document);
  if (!instance || more.length > 0) throw new Error('one instance was expected');
  return instance;
};

const one = source();
const v1 = kept(one, 1);
const changed = applyEdit(
  one,
  editInside(['subgraph'], setParamsEdit(levelThere(one, ['subgraph']), 'first', { times: 4 })),
);
const v2 = kept(changed, 2);

describe('what came from the library', () => {
  test('remembers item, version and hash in the document, titled as the item, and no key knows of it', () => {
    const document = using(v1);
    expect(nodeAt(document, 'twice-joined')).toMatchObject({
      title: 'Twice, joined',
      position: { x: 10, y: 20 },
      library: { item: 'item', version: 1, hash: bodyHash(v1.node.body) },
    });
    expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
    const without = { ...document, nodes: document.nodes.map(({ library: _, ...rest }) => rest) };
    expect(keysOf(document, catalogue)).toEqual(keysOf(without, catalogue));
    expect(keysOf(document, catalogue).size).toBe(4);
    const instance = only(document).node;
    for (const library of [{ item: 'a/b' }, { version: 0 }, { hash: 'x' }, { stays: 1.5 }])
      expect(() =>
        parseDocument({
          ...document,
          nodes: [{ ...instance, library: { ...instance.library, ...library } }],
          wires: [],
        }),
      ).toThrow('not a graph');
  });

  test('a newer version is told until one stays, and one that is newer still is told again', () => {
    const document = using(v1);
    const { node: instance } = only(document);
    expect([newerFor(instance, () => 1), newerFor(instance, () => undefined), newerFor(instance, () => 3)]).toEqual([
      null,
      null,
      3,
    ]);
    const stayed = applyEdit(document, stayEdit(document, only(document), 3));
    const read = only(parseDocument(JSON.parse(JSON.stringify(stayed)))).node;
    expect([wantedFor(read, () => 3), newerFor(read, () => 3), wantedFor(read, () => 4)]).toEqual([null, 3, 4]);
    expect(applyEdit(stayed, invertEdit(stayEdit(document, only(document), 3)))).toEqual(document);
  });

  test('is changed by hand where what is inside differs, moved or computed; never for what Genloom brings forward', () => {
    const document = using(v1);
    const inside = (edit: Parameters<typeof editInside>[1]) =>
      only(applyEdit(document, editInside(['twice-joined'], edit))).node;
    const level = levelThere(document, ['twice-joined']);
    expect(isChanged(only(document).node)).toBe(false);
    expect(isChanged(inside(setParamsEdit(level, 'first', { times: 2 })))).toBe(true);
    expect(isChanged(inside(moveEdit(level, new Map([['first', { x: 5, y: 5 }]]))))).toBe(true);
    // What is set from outside is set here, and no change of what is inside.
    expect(isChanged(only(applyEdit(document, setParamsEdit(document, 'twice-joined', { times: 9 }))).node)).toBe(
      false,
    );
    const forward = (instance: GraphNode) => ({
      ...instance,
      body: instance.body && {
        ...instance.body,
        wires: [...instance.body.wires].reverse(),
        nodes: [...instance.body.nodes].reverse().map((inner) => ({ ...inner, version: inner.version + 1 })),
      },
    });
    const brought = forward(only(document).node);
    expect(isInstance(brought) && isChanged(brought)).toBe(false);
    const renamed = inside(setParamsEdit(level, 'first', { times: 1, more: true }));
    expect([isChanged(renamed), isChanged(renamed, renamed.body)]).toEqual([true, false]);
  });

  test('stays an instance where its graph is used for something else', () => {
    const document = using(v1);
    const turned = applyEdit(document, turnIntoEdit(document, catalogue, 'twice-joined', 'graph.subgraph'));
    expect(only(turned).node.library).toEqual(only(document).node.library);
  });
});

describe('an update', () => {
  test('replaces what is inside, keeps wires and settings that are still taken, and comes back whole', () => {
    const document = using(v1);
    const { edit, lost } = updateEdit(document, only(document), v2, catalogue);
    const after = applyEdit(document, edit);
    expect(lost).toEqual({ wires: [], settings: [] });
    expect(after.wires).toEqual(document.wires);
    expect(nodeAt(after, 'first', ['twice-joined']).params.times).toBe(4);
    expect(nodeAt(after, 'twice-joined')).toMatchObject({
      title: 'Twice, joined',
      params: { times: 3 },
      library: { version: 2, hash: bodyHash(v2.node.body) },
    });
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
  });

  test('removes the wires whose ports are gone or take something else, and settings that cannot be, and says which', () => {
    const document = using(v1);
    const without = applyEdit(changed, removeInsideEdit(changed, ['subgraph'], { nodes: ['a'] }));
    const closed = applyEdit(without, exposeEdit(without, ['subgraph'], { node: 'second', param: 'times' }));
    const body = nodeAt(closed, 'subgraph').body;
    const opened = applyEdit(closed, exposeEdit(closed, ['subgraph'], { node: 'first', param: 'times' }));
    expect(body?.exposed).toEqual([]);
    const { edit, lost } = updateEdit(document, only(document), kept(closed, 2), catalogue);
    expect(lost).toEqual({ wires: [wire('t.text', 'twice-joined.a')], settings: ['times'] });
    const after = applyEdit(document, edit);
    expect(after.wires).toEqual([wire('twice-joined.text', 'end.a')]);
    expect(nodeAt(after, 'twice-joined').params).toEqual({});
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
    // A setting of the same name is the same to those outside.
    expect(updateEdit(document, only(document), kept(opened, 2), catalogue).lost.settings).toEqual([]);
    expect(outsideChanges(v1.node.body, kept(closed, 2).node.body, catalogue)).toEqual({
      added: [],
      removed: ['input “A”'],
      renamed: [],
      altered: [],
      settingsAdded: [],
      settingsRemoved: ['“Times”'],
    });
  });

  test('brings settings that are new as they are set where the version was saved', () => {
    const exposed = applyEdit(
      changed,
      exposeEdit(changed, ['subgraph'], { node: 'first', param: 'times', title: 'Firstly' }),
    );
    const set = applyEdit(exposed, setParamsInsideEdit(exposed, ['subgraph'], 'first', { times: 7 }));
    const document = using(v1);
    const after = applyEdit(document, updateEdit(document, only(document), kept(set, 2), catalogue).edit);
    expect(nodeAt(after, 'twice-joined').params).toEqual({ times: 3, 'times-2': 7 });
    const { body } = kept(set, 2).node;
    expect(outsideChanges(v1.node.body, body, catalogue).settingsAdded).toEqual(['“Firstly”']);
    const titled = { ...body, nodes: body.nodes.map((one) => (one.id === 'a' ? { ...one, title: 'Given' } : one)) };
    expect(outsideChanges(body, titled, catalogue).renamed).toEqual(['input “A” to “Given”']);
  });

  test('reaches instances inside subgraphs, all at once in one step to undo, and leaves alone what another item holds', () => {
    const first = using(v1);
    const second = applyEdit(first, insertKeptEdit(first, [], v1, { x: 0, y: 400 }).edit);
    const nested = applyEdit(second, foldEdit(second, [], catalogue, new Set(['twice-joined', 'end'])).edit);
    // An item that holds another item.
    const outer = kept(nested, 1, 'outer');
    const document = applyEdit(nested, insertKeptEdit(nested, [], outer, { x: 0, y: 900 }).edit);
    const found = instancesOf(document);
    expect(found.map(({ path, node: { id } }) => [...path, id].join('/')).sort()).toEqual([
      'subgraph/twice-joined',
      'twice-joined',
      'twice-joined-2',
    ]);
    const outdated = found.filter((instance) => newerFor(instance.node, (item) => (item === 'item' ? 2 : 1)) !== null);
    expect(outdated).toHaveLength(2);
    const { edit } = updateAllEdit(
      document,
      outdated.map((instance) => ({ instance, kept: v2 })),
      catalogue,
    );
    const after = applyEdit(document, edit);
    const versions = instancesOf(after).map(({ node: { library } }) => `${library.item} ${library.version}`);
    expect(versions.sort()).toEqual(['item 2', 'item 2', 'outer 1']);
    expect(after.wires).toEqual(document.wires);
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
    const inner = only({ ...document, nodes: [nodeAt(document, 'twice-joined-2')] });
    expect(isChanged(inner.node)).toBe(false);
  });

  test('is refused where the graph would have too many nodes', () => {
    const many = graph(
      Array.from({ length: LIMITS.nodes - 3 }, (_, at) => node(`n${at}`, 'test.source')),
      [],
    );
    expect(() => insertKeptEdit(many, [], v1, { x: 0, y: 0 })).toThrow('no room');
  });
});

test('what a variable sets is kept with the value that it has, since variables belong to their graph', () => {
  const document = source();
  const times = { id: 'v', name: 'Times', kind: 'number', value: 7 } as const;
  const wanted = nodeAt(document, 'subgraph');
  if (!isKeepable(wanted)) throw new Error('it has nothing inside');
  const nodes = wanted.body.nodes.map((inner) => (inner.id === 'second' ? { ...inner, setBy: { times: 'v' } } : inner));
  const keeps = keptDocument({ ...wanted, body: { ...wanted.body, nodes } }, 'Twice', [times]);
  const inner = nodeAt(keeps, 'second', ['kept']);
  expect(inner.params.times).toBe(7);
  expect(inner.setBy).toBeUndefined();
});

test('an update builds on the node as it is now, and so does a wish to stay', () => {
  const seen = using(v1);
  const instance = only(seen);
  const now = applyEdit(seen, setParamsEdit(seen, 'twice-joined', { times: 9 }));
  const updated = applyEdit(now, updateEdit(now, instance, v2, catalogue).edit);
  expect(nodeAt(updated, 'twice-joined')).toMatchObject({ params: { times: 9 }, library: { version: 2 } });
  const stayed = applyEdit(updated, stayEdit(updated, instance, 3));
  expect(only(stayed).node.library).toMatchObject({ version: 2, hash: bodyHash(v2.node.body), stays: 3 });
  expect(() => updateEdit({ ...now, nodes: [], wires: [] }, instance, v2, catalogue)).toThrow('no node');
});

test('a variable stays with a setting that the new version has, and is told of where it has it no more', () => {
  const setBy = { times: 'v' };
  const document = using(v1);
  const bound = {
    ...document,
    variables: [{ id: 'v', name: 'Times', kind: 'number', value: 2 } as const],
    nodes: document.nodes.map((one) => (one.id === 'twice-joined' ? { ...one, setBy } : one)),
  };
  const same = applyEdit(bound, updateEdit(bound, only(bound), v2, catalogue).edit);
  expect(nodeAt(same, 'twice-joined').setBy).toEqual(setBy);
  const closed = { ...v2, node: { ...v2.node, body: { ...v2.node.body, exposed: [] } } };
  const { edit, lost } = updateEdit(bound, only(bound), closed, catalogue);
  expect(nodeAt(applyEdit(bound, edit), 'twice-joined').setBy).toBeUndefined();
  expect(lost.settings).toEqual(['times']);
  expect(applyEdit(applyEdit(bound, edit), invertEdit(edit))).toEqual(bound);
});
