import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdit,
  canConnect,
  check,
  checkAtLevel,
  contractOf,
  createChecker,
  type Edit,
  editInside,
  flatten,
  foldEdit,
  type GraphDocument,
  type GraphNode,
  invertEdit,
  keysOf,
  kindName,
  LIMITS,
  levelAt,
  makeCatalogue,
  parseDocument,
  pathTitle,
  plan,
  portOf,
  removeInsideEdit,
  setParamsEdit,
  setParamsInsideEdit,
  unfoldEdit,
  unwrapEdit,
  wrapEdit,
} from '@/graph';
import { graphInput } from '@/nodes/graph/input/node';
import { graphOutput } from '@/nodes/graph/output/node';
import { subgraph } from '@/nodes/graph/subgraph/node';
import { graph, node, sizedGraphs, testCatalogue, textGraphs, wire } from './support';

const catalogue = makeCatalogue([...testCatalogue.values(), subgraph, graphInput, graphOutput]);

const chain = graph(
  [
    node('s', 'test.source'),
    node('first', 'test.join'),
    node('second', 'test.join', { times: 2 }),
    node('after', 'test.join'),
  ],
  [
    wire('s.text', 'first.a'),
    wire('first.text', 'second.a'),
    wire('s.text', 'second.b'),
    wire('second.text', 'after.a'),
  ],
);
const folded = (document: GraphDocument, ...ids: string[]) => {
  const { edit, id } = wrapEdit(document, catalogue, new Set(ids));
  return { document: applyEdit(document, edit), id, edit };
};
/** The same document in an order that does not depend on how it was made. */
const sorted = (document: GraphDocument) => ({
  ...document,
  nodes: [...document.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
  wires: document.wires.map((one) => JSON.stringify(one)).sort(),
  groups: [...document.groups].sort((a, b) => (a.id < b.id ? -1 : 1)),
});
/** Chooses nodes, and with them all that lie between, so that they can be folded. */
function foldable(document: GraphDocument, choice: number): Set<string> {
  const chosen = new Set(document.nodes.filter((_, index) => (choice >> (index % 20)) & 1).map(({ id }) => id));
  for (;;) {
    try {
      wrapEdit(document, catalogue, chosen);
      return chosen;
    } catch {
      const [next] = document.nodes.filter(({ id }) => !chosen.has(id));
      if (!next) return chosen;
      chosen.add(next.id);
    }
  }
}

describe('a subgraph', () => {
  test('has for its ports what comes in and what leads out, by the kinds of what lies inside', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const made = document.nodes.find((one) => one.id === id);
    const contract = made && contractOf(made, catalogue);
    expect(Object.entries(contract?.inputs ?? {}).map(([name, port]) => [name, kindName(portOf(port).kind)])).toEqual([
      ['a', 'text'],
    ]);
    expect(Object.keys(contract?.outputs ?? {})).toEqual(['text']);
    expect(document.wires.map(({ from, to }) => `${from.node}.${from.port} ${to.node}.${to.port}`).sort()).toEqual([
      's.text subgraph.a',
      'subgraph.text after.a',
    ]);
    expect(check(document, catalogue).problems).toEqual([]);
  });

  test('computes under the same keys as its nodes did, and one inside another too', () => {
    fc.assert(
      fc.property(textGraphs, fc.nat(), fc.nat(), (document, one, two) => {
        const before = [...keysOf(document, catalogue).values()].sort();
        let inside = document;
        for (const choice of [one, two])
          if (inside.nodes.length > 0) {
            const ids = foldable(inside, choice);
            if (ids.size > 0) inside = folded(inside, ...ids).document;
          }
        expect([...keysOf(inside, catalogue).values()].sort()).toEqual(before);
        expect(parseDocument(JSON.parse(JSON.stringify(inside)))).toEqual(inside);
      }),
      { numRuns: 60 },
    );
  });

  test('taken apart leaves the graph as it was, and both can be taken back', () => {
    fc.assert(
      fc.property(textGraphs, fc.nat(), (document, choice) => {
        const ids = foldable(document, choice);
        if (ids.size === 0) return;
        const made = folded(document, ...ids);
        expect(applyEdit(made.document, invertEdit(made.edit))).toEqual(document);
        const apart = unwrapEdit(made.document, made.id);
        const after = applyEdit(made.document, apart.edit);
        expect(sorted(after)).toEqual(sorted(document));
        expect(applyEdit(after, invertEdit(apart.edit))).toEqual(made.document);
      }),
      { numRuns: 60 },
    );
  });

  test('is checked as its nodes are: sizes are unified through the walls', () => {
    fc.assert(
      fc.property(sizedGraphs, fc.nat(), (document, choice) => {
        const ids = foldable(document, choice);
        if (ids.size === 0) return;
        const made = folded(document, ...ids);
        // Where sizes disagree, it depends on the order of the nodes which wires are named, and how many; whether they do does not.
        const count = (one: GraphDocument) => {
          const codes = check(one, catalogue).problems.map(({ code }) => code);
          const sizes = new Set(codes.filter((code) => code.startsWith('shape.')));
          return [...sizes, ...codes.filter((code) => !sizes.has(code))].sort();
        };
        // What is missing inside, and comes in by no port, is missing still.
        expect(count(made.document)).toEqual(count(document));
      }),
      { numRuns: 60 },
    );
  });

  test('a checker that remembers says the same after an edit inside as a fresh one', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const checker = createChecker(catalogue);
    checker(document);
    const level = levelAt(document, [id]);
    if (!level) throw new Error('there is no level');
    const edit = editInside([id], setParamsEdit(level, 'second', { times: 99 }));
    const after = applyEdit(document, edit);
    expect(checker(after)).toEqual(check(after, catalogue));
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
  });

  test('an error inside names its path; inside, it stands on its node', () => {
    const inner = folded(chain, 'first', 'second');
    const level = levelAt(inner.document, [inner.id]);
    if (!level) throw new Error('there is no level');
    const bad = applyEdit(inner.document, editInside([inner.id], setParamsEdit(level, 'second', { times: 99 })));
    const outer = folded(bad, inner.id, 'after');
    const whole = check(outer.document, catalogue);
    const path = `${outer.id}/${inner.id}/second`;
    expect(whole.problems.map(({ nodeId, code }) => [nodeId, code])).toEqual([[path, 'params.invalid']]);
    const [outside] = checkAtLevel(whole, outer.document, [], catalogue).problems;
    expect(outside).toMatchObject({ nodeId: outer.id, code: 'subgraph.inside', inside: path });
    expect(outside?.detail).toContain('Subgraph › Subgraph › Join');
    const here = checkAtLevel(whole, outer.document, [outer.id, inner.id], catalogue);
    expect(here.problems).toMatchObject([{ nodeId: 'second', param: 'times' }]);
    expect(pathTitle(outer.document, path, catalogue)).toBe('Subgraph › Subgraph › Join');
  });

  test('an input into which nothing leads is missing outside, by its name there', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const cut = { ...document, wires: document.wires.filter(({ to }) => to.node !== id) };
    const whole = check(cut, catalogue);
    expect(whole.problems.filter(({ code }) => code === 'wire.missing')).toMatchObject([{ nodeId: id, port: 'a' }]);
    expect(checkAtLevel(whole, cut, [id], catalogue).problems).toEqual([]);
  });

  test('a setting inside is set from outside, and stays when the subgraph is taken apart', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const exposed = applyEdit(document, {
      op: 'set-exposed',
      node: id,
      before: [],
      after: [{ name: 'repeats', node: 'second', param: 'times', title: 'Repeats' }],
    });
    const made = exposed.nodes.find((one) => one.id === id);
    const contract = made && contractOf(made, catalogue);
    // Until it is set outside, it is what it is inside.
    expect(contract?.params.parse({})).toEqual({ repeats: 2 });
    const set = applyEdit(exposed, setParamsEdit(exposed, id, { repeats: 7 }));
    expect(flatten(set).nodes.get(`${id}/second`)?.params).toEqual({ times: 7 });
    const apart = applyEdit(set, unwrapEdit(set, id).edit);
    expect(apart.nodes.find((one) => one.id === 'second')?.params).toEqual({ times: 7 });
    // Changed inside, it is changed where it is set.
    const inside = applyEdit(set, setParamsInsideEdit(set, [id], 'second', { times: 4 }));
    expect(inside.nodes.find((one) => one.id === id)?.params).toEqual({ repeats: 4 });
    const own = applyEdit(set, setParamsInsideEdit(set, [id], 'first', { times: 4 }));
    expect(flatten(own).nodes.get(`${id}/first`)?.params).toEqual({ times: 4 });
    const wrong = check(applyEdit(exposed, setParamsEdit(exposed, id, { repeats: 70 })), catalogue);
    expect(wrong.problems).toMatchObject([{ nodeId: `${id}/second`, param: 'times' }]);
  });

  test('folding inside it, and taking that apart, leaves what is set from outside as it was', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const exposed = applyEdit(document, {
      op: 'set-exposed',
      node: id,
      before: [],
      after: [{ name: 'repeats', node: 'second', param: 'times', title: 'Repeats' }],
    });
    const set = applyEdit(exposed, setParamsEdit(exposed, id, { repeats: 7 }));
    const keys = (one: GraphDocument) => [...keysOf(one, catalogue).values()].sort();
    const inner = foldEdit(set, [id], catalogue, new Set(['second']));
    const deeper = applyEdit(set, inner.edit);
    expect(flatten(deeper).nodes.get(`${id}/${inner.id}/second`)?.params).toEqual({ times: 7 });
    expect(keys(deeper)).toEqual(keys(set));
    expect(parseDocument(deeper)).toEqual(deeper);
    const made = deeper.nodes.find((one) => one.id === id);
    expect(made && contractOf(made, catalogue)?.params.parse({})).toEqual({ repeats: 2 });
    expect(applyEdit(deeper, invertEdit(inner.edit))).toEqual(set);
    const apart = unfoldEdit(deeper, [id], inner.id);
    const after = applyEdit(deeper, apart.edit);
    expect(after.nodes.find((one) => one.id === id)?.body?.exposed).toEqual(
      set.nodes.find((one) => one.id === id)?.body?.exposed,
    );
    expect(keys(after)).toEqual(keys(set));
    expect(applyEdit(after, invertEdit(apart.edit))).toEqual(deeper);
  });

  test('loses the wires of a port that is removed inside, in one step', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const edit = removeInsideEdit(document, [id], { nodes: ['a'] });
    const after = applyEdit(document, edit);
    expect(after.wires.some(({ to }) => to.node === id)).toBe(false);
    expect(check(after, catalogue).problems.map(({ code }) => code)).not.toContain('wire.unknown-port');
    expect(applyEdit(after, invertEdit(edit))).toEqual(document);
    // A port that stands in no subgraph takes nothing with it but its own wires.
    const alone = graph([node('in', 'graph.input'), node('end', 'test.join')], [wire('in.value', 'end.a')]);
    expect(applyEdit(alone, removeInsideEdit(alone, [], { nodes: ['in'] })).wires).toEqual([]);
  });

  test('a port that was added inside can be wired at once', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const level = levelAt(document, [id]);
    if (!level) throw new Error('there is no level');
    const more = { ...level, nodes: [...level.nodes, node('more', 'graph.input')] };
    const [from, to] = [
      { node: 'more', port: 'value' },
      { node: 'first', port: 'b' },
    ];
    expect(canConnect(more, catalogue, from, to, createChecker(catalogue)).fits).toBe(true);
  });

  test('asked to run, runs what its outputs come from', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const { steps, blocked } = plan(document, catalogue, { targets: [id], isCached: () => false });
    expect(steps.map(({ nodeId }) => nodeId)).toEqual(['s', `${id}/first`, `${id}/second`]);
    expect(blocked).toEqual([]);
  });

  test('muted, hands on what comes in', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const muted = { ...document, nodes: document.nodes.map((one) => (one.id === id ? { ...one, muted: true } : one)) };
    const { steps } = plan(muted, catalogue, { targets: null, isCached: () => false });
    expect(steps.map(({ nodeId }) => nodeId)).toEqual(['s', 'after']);
    expect(steps[1]?.inputs.a).toMatchObject({ nodeId: 's' });
  });

  test('muted, what lies inside is in the document still, at every depth, and is no step', () => {
    const inner = folded(chain, 'first', 'second');
    const { document, id } = folded(inner.document, inner.id, 'after');
    const muted = { ...document, nodes: document.nodes.map((one) => (one.id === id ? { ...one, muted: true } : one)) };
    const flat = flatten(muted);
    const path = `${id}/${inner.id}/second`;
    expect(flat.nodes.get(path)?.type).toBe('test.join');
    expect(pathTitle(muted, path, catalogue)).toBe('Subgraph › Subgraph › Join');
    expect(flat.document.nodes.map((one) => one.id)).toEqual(['s', id]);
  });

  test('a node that is set from outside stays the same object as long as nothing of it changes', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const exposed = applyEdit(document, {
      op: 'set-exposed',
      node: id,
      before: [],
      after: [{ name: 'repeats', node: 'second', param: 'times' }],
    });
    const set = applyEdit(exposed, setParamsEdit(exposed, id, { repeats: 7 }));
    const at = (one: GraphDocument) => flatten(one).nodes.get(`${id}/second`);
    expect(at({ ...set, name: 'Another' })).toBe(at(set));
    expect(at(applyEdit(set, setParamsEdit(set, id, { repeats: 8 })))?.params).toEqual({ times: 8 });
  });

  test('of which contracts are not there yet has the right ports once they are', () => {
    const inner = folded(chain, 'first', 'second');
    const { document, id } = folded(inner.document, inner.id);
    const made = document.nodes.find((one) => one.id === id);
    if (!made) throw new Error('there is no subgraph');
    const growing = new Map([...catalogue].filter(([type]) => type !== 'test.join'));
    const kindOf = () => {
      const port = contractOf(made, growing)?.outputs.text;
      return port && kindName(portOf(port).kind);
    };
    expect(kindOf()).not.toBe('text');
    for (const [type, contract] of catalogue) growing.set(type, contract);
    expect(kindOf()).toBe('text');
  });

  test('a wire from outside into an output of it is astray, and changes nothing inside', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const astray = { ...document, wires: [...document.wires, wire('s.text', `${id}.text`)] };
    expect(check(astray, catalogue).problems).toMatchObject([{ nodeId: id, code: 'wire.unknown-port' }]);
    expect(flatten(astray).sourceOf({ node: id, port: 'text' })).toEqual({ node: `${id}/second`, port: 'text' });
  });

  test('taken apart gives its groups and notes ids of their own', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const place = { position: { x: 0, y: 0 }, size: { width: 1, height: 1 }, text: '' };
    const [ids, outside] = [['g', 'g-2'], ['g']];
    const full: GraphDocument = {
      ...document,
      groups: outside.map((one) => ({ id: one, title: '', nodes: ['after'] })),
      notes: outside.map((one) => ({ id: one, ...place })),
      nodes: document.nodes.map((one) =>
        one.id === id && one.body
          ? {
              ...one,
              body: {
                ...one.body,
                groups: ids.map((name) => ({ id: name, title: '', nodes: ['first'] })),
                notes: ids.map((name) => ({ id: name, ...place })),
              },
            }
          : one,
      ),
    };
    const apart = applyEdit(full, unwrapEdit(full, id).edit);
    expect(parseDocument(apart)).toEqual(apart);
  });

  test('nodes with another between them are refused, with its name', () => {
    expect(() => wrapEdit(chain, catalogue, new Set(['s', 'second']))).toThrow(/“Join” lies between/);
    expect(() => wrapEdit(chain, catalogue, new Set())).toThrow(/nothing to fold/);
  });

  test('a wire past its ports, and ports joined in a circle, are errors and no endless search', () => {
    const { document, id } = folded(chain, 'first', 'second');
    const astray = { ...document, wires: [...document.wires, wire('s.text', `${id}.nowhere`)] };
    expect(check(astray, catalogue).problems).toMatchObject([{ nodeId: id, code: 'wire.unknown-port' }]);
    const through: GraphNode = {
      ...node('loop', 'graph.subgraph'),
      body: {
        ...graph([node('in', 'graph.input'), node('out', 'graph.output')], [wire('in.value', 'out.value')]),
        exposed: [],
      },
    };
    const circle = graph([through, node('end', 'test.join')], [wire('loop.out', 'loop.in'), wire('loop.out', 'end.a')]);
    expect(check(circle, catalogue).problems.some(({ level }) => level === 'error')).toBe(true);
  });

  test('graphs in graphs are bounded in depth and in nodes', () => {
    const nested = (depth: number): GraphDocument => {
      let inner = graph([node('s', 'test.source')], []);
      for (let level = 0; level < depth; level++)
        inner = graph([{ ...node('g', 'graph.subgraph'), body: { ...pick(inner), exposed: [] } }], []);
      return inner;
    };
    expect(parseDocument(nested(LIMITS.depth)).nodes).toHaveLength(1);
    expect(() => parseDocument(nested(LIMITS.depth + 1))).toThrow(/deep/);
    const many = graph(
      [1, 2].map((id) => ({
        ...node(`g${id}`, 'graph.subgraph'),
        body: {
          ...pick(
            graph(
              Array.from({ length: LIMITS.nodes / 2 }, (_, index) => node(`n${index}`, 'test.source')),
              [],
            ),
          ),
          exposed: [],
        },
      })),
      [],
    );
    expect(() => parseDocument(many)).toThrow(/more than the 5,000/);
  });
});

const pick = ({ nodes, wires, groups, notes }: GraphDocument) => ({ nodes, wires, groups, notes });

test('an edit inside and its inverse cancel', () => {
  const { document, id } = folded(chain, 'first', 'second');
  const body = levelAt(document, [id]);
  const at = body?.nodes.findIndex((one) => one.id === 'first') ?? -1;
  const first = body?.nodes[at];
  if (!first) throw new Error('it does not lie inside');
  const edits: Edit[] = [
    { op: 'set-exposed', node: id, before: [], after: [{ name: 'x', node: 'first', param: 'times' }] },
    editInside([id], { op: 'remove-node', node: first, at }),
  ];
  for (const edit of edits) {
    expect(applyEdit(document, edit)).not.toEqual(document);
    expect(applyEdit(applyEdit(document, edit), invertEdit(edit))).toEqual(document);
  }
});
