import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdit, type GraphDocument, groupEdit, keysOf, moveEdit, plan, setNodeEdit, setParamsEdit } from '@/graph';
import { graph, node, testCatalogue, textGraphs, wire } from './support';

const none = () => false;
const planAll = (
  document: GraphDocument,
  cached: ReadonlySet<string> = new Set(),
  targets: readonly string[] | null = null,
) => plan(document, testCatalogue, { targets, isCached: (key) => cached.has(key) });

/** Everything downstream of a node, itself included. */
function downstream(document: GraphDocument, id: string): Set<string> {
  const found = new Set([id]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const one of document.wires) if (found.has(one.from.node)) found.add(one.to.node);
  }
  return found;
}

describe('a plan', () => {
  test('runs every needed step once and in order', () => {
    fc.assert(
      fc.property(textGraphs, (document) => {
        const { steps } = planAll(document);
        const ids = steps.map((step) => step.nodeId);
        expect(new Set(ids).size).toBe(ids.length);
        steps.forEach((step, index) => {
          for (const input of Object.values(step.inputs)) expect(ids.slice(0, index)).toContain(input.nodeId);
        });
        const runnable = new Set(document.nodes.filter((one) => !one.muted).map((one) => one.id));
        expect(new Set(ids)).toEqual(runnable);
      }),
    );
  });

  test('needs nothing in front of what is cached', () => {
    fc.assert(
      fc.property(textGraphs, fc.nat(), (document, pick) => {
        const keys = keysOf(document, testCatalogue);
        const [id, key] = [...keys][pick % keys.size] ?? ['', ''];
        const { steps } = planAll(document, new Set([key]), [id]);
        expect(steps.map((step) => [step.nodeId, step.cached])).toEqual([[id, true]]);
      }),
    );
  });

  test('to a node holds that node and what it needs, nothing else', () => {
    const document = graph(
      [
        node('a', 'test.source'),
        node('b', 'test.join'),
        node('c', 'test.join'),
        node('other', 'test.source', { value: 'x' }),
      ],
      [wire('a.text', 'b.a'), wire('b.text', 'c.a')],
    );
    expect(planAll(document, new Set(), ['b']).steps.map((step) => step.nodeId)).toEqual(['a', 'b']);
  });

  test('goes through muted nodes and around them', () => {
    const document = graph(
      [node('a', 'test.source'), node('b', 'test.join', {}, { muted: true }), node('c', 'test.join')],
      [wire('a.text', 'b.a'), wire('b.text', 'c.a')],
    );
    const { steps, blocked } = planAll(document);
    expect(steps.map((step) => step.nodeId)).toEqual(['a', 'c']);
    expect(steps[1]?.inputs.a).toMatchObject({ nodeId: 'a', port: 'text' });
    expect(blocked).toEqual([]);
  });

  test('leaves out what has an error and what hangs on it, and says so', () => {
    const document = graph(
      [node('a', 'test.source', { value: 1 }), node('b', 'test.join'), node('c', 'test.source')],
      [wire('a.text', 'b.a')],
    );
    const { steps, blocked } = planAll(document);
    expect([steps.map((step) => step.nodeId), blocked]).toEqual([['c'], ['a', 'b']]);
  });
});

describe('keys', () => {
  test('do not change when nodes are moved, titled or grouped', () => {
    fc.assert(
      fc.property(textGraphs, fc.integer({ min: -500, max: 500 }), (document, x) => {
        const before = keysOf(document, testCatalogue);
        const ids = document.nodes.map((one) => one.id);
        let changed = applyEdit(document, moveEdit(document, new Map(ids.map((id) => [id, { x, y: x }]))));
        changed = applyEdit(changed, setNodeEdit(changed, ids[0] ?? '', { title: 'Another name' }));
        changed = applyEdit(changed, groupEdit(changed, ids, 'all'));
        expect(keysOf(changed, testCatalogue)).toEqual(before);
      }),
    );
  });

  test('of a changed node and of what is downstream of it change, and no others', () => {
    fc.assert(
      fc.property(textGraphs, fc.nat(), (document, pick) => {
        const running = document.nodes.filter((one) => !one.muted);
        const target = running[pick % running.length];
        if (!target) return;
        const value: Record<string, string | number> =
          target.type === 'test.source'
            ? { value: `${target.params.value}!` }
            : { times: (Number(target.params.times) + 1) % 11 };
        const before = keysOf(document, testCatalogue);
        const after = keysOf(applyEdit(document, setParamsEdit(document, target.id, value)), testCatalogue);
        const reached = downstreamByValue(document, target.id);
        for (const [id, key] of before) expect([id, after.get(id) !== key]).toEqual([id, reached.has(id)]);
      }),
    );
  });

  test('are the same in another graph with other ids', () => {
    const one = graph([node('a', 'test.source'), node('b', 'test.join')], [wire('a.text', 'b.a')]);
    const two = graph([node('q', 'test.join'), node('p', 'test.source')], [wire('p.text', 'q.a')]);
    expect(keysOf(two, testCatalogue).get('q')).toBe(keysOf(one, testCatalogue).get('b'));
  });

  test('fill in defaults, so a default that is written out changes nothing', () => {
    const bare = graph([node('a', 'test.source')]);
    const spelt = graph([node('a', 'test.source', { value: 'a' })]);
    expect(keysOf(spelt, testCatalogue)).toEqual(keysOf(bare, testCatalogue));
  });

  test('depend on the seed of nodes that draw random numbers, and of no others', () => {
    const seeded = (seed: number) =>
      keysOf(
        graph([node('a', 'test.source', {}, { seed }), node('b', 'test.join', {}, { seed })], [wire('a.text', 'b.a')]),
        testCatalogue,
      );
    expect(seeded(1).get('a')).toBe(seeded(2).get('a'));
    expect(seeded(1).get('b')).not.toBe(seeded(2).get('b'));
  });

  test('have a lineage that how far to go does not touch', () => {
    const training = (params: Record<string, number>) => {
      const document = graph(
        [
          node('s', 'test.source'),
          node('d', 'test.documents'),
          node('e', 'test.embed'),
          node('t', 'test.train', params),
        ],
        [wire('s.text', 'd.text'), wire('d.tokenizer', 'e.tokenizer'), wire('e.network', 't.network')],
      );
      return plan(document, testCatalogue, { targets: null, isCached: none }).steps.find((step) => step.nodeId === 't');
    };
    expect(training({ steps: 1000 })?.lineage).toBe(training({ steps: 2000 })?.lineage);
    expect(training({ steps: 1000 })?.key).not.toBe(training({ steps: 2000 })?.key);
    expect(training({ rate: 0.5 })?.lineage).not.toBe(training({ rate: 0.1 })?.lineage);
  });
});

/** Like `downstream`, but a muted node hands on only its first text input. */
function downstreamByValue(document: GraphDocument, id: string): Set<string> {
  const muted = new Set(document.nodes.filter((one) => one.muted).map((one) => one.id));
  const wires = document.wires.filter((one) => !muted.has(one.to.node) || one.to.port === 'a');
  return downstream({ ...document, wires }, id);
}
