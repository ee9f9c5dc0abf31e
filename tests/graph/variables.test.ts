import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeChanges } from '@/app/panels/versions/describe-changes';
import { decodeLink, encodeLink } from '@/app/share/link';
import {
  applyEdit,
  check,
  exposeEdit,
  flatten,
  foldEdit,
  fragmentOf,
  type GraphDocument,
  invertEdit,
  keysOf,
  OWN,
  parseDocument,
  parseFragment,
  pasteEdit,
  plan,
  resolveApp,
  setByEdit,
  settingsForApp,
  unfoldEdit,
  VARIABLE_LIMITS,
  type Variable,
} from '@/graph';
import {
  addVariableEdit,
  changeVariableEdit,
  removeVariableEdit,
  setVariablesEdit,
  usesOfVariable,
} from '@/graph/edit/variables';
import { withValue } from '@/graph/variables/with-value';
import { catalogue } from '@/nodes';
import { graph, node, testCatalogue, wire } from './support';

const times: Variable = { id: 'times', name: 'How often', kind: 'number', value: 3 };
const words: Variable = { id: 'words', name: 'Words', kind: 'text', value: 'from the variable' };
const own = graph(
  [
    node('a', 'test.source', { value: 'own' }),
    node('b', 'test.join', { times: 2 }),
    node('c', 'test.join', { times: 2 }),
  ],
  [wire('a.text', 'b.a'), wire('a.text', 'c.a')],
);
/** `b` is repeated as often as the variable says; `c` is not. */
const whole = applyEdit(
  { ...own, variables: [times, words] },
  setByEdit(own, [], { node: 'b', param: 'times' }, 'times'),
);
const change = (document: GraphDocument, variable: Variable) =>
  applyEdit(document, changeVariableEdit(document, variable));
const keys = (document: GraphDocument) => Object.fromEntries(keysOf(document, testCatalogue));

describe('a variable', () => {
  test('changes the keys of exactly those that use it, and of what stands behind them', () => {
    const before = keys(whole);
    expect(before).toEqual({ ...keys(own), b: before.b });
    // The same as if the value stood on the node.
    expect(before.b).toBe(
      keys({ ...own, nodes: own.nodes.map((one) => (one.id === 'b' ? { ...one, params: { times: 3 } } : one)) }).b,
    );
    const after = keys(change(whole, { ...times, value: 4 }));
    expect(after).toEqual({ ...before, b: after.b });
    expect(after.b).not.toBe(before.b);
    expect(keys(change(whole, { ...times, name: 'Renamed' }))).toEqual(before);
    expect(keys(change(whole, { ...words, value: 'nobody uses this' }))).toEqual(before);
    const behind = applyEdit(whole, setByEdit(whole, [], { node: 'a', param: 'value' }, 'words'));
    expect(Object.values(keys(behind)).some((key) => Object.values(before).includes(key))).toBe(false);
  });

  test('is read back from files and links as it is, and a graph without any has no field for them', () => {
    expect(parseDocument(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    expect(decodeLink(`#${encodeLink(whole)}`)).toEqual(whole);
    expect('variables' in parseDocument(own)).toBe(false);
  });

  test.each([
    ['too many', Array.from({ length: 101 }, (_, at) => ({ ...times, id: `v${at}`, name: `v${at}` })), 'variables'],
    ['one name twice', [times, { ...words, name: 'HOW often' }], 'variables'],
    ['a value of another kind', [{ ...times, value: 'x' }], 'variables.0'],
    ['a number without end', [{ ...times, value: 1e300 }], 'variables.0'],
    ['a text without end', [{ ...words, value: 'x'.repeat(VARIABLE_LIMITS.text + 1) }], 'variables.0'],
    ['a choice of nothing', [{ id: 'c', name: 'c', kind: 'choice', value: 'x', options: [] }], 'variables.0'],
  ])('%s is refused when a graph is read', (_, variables, path) => {
    expect(() => parseDocument({ ...own, variables })).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining(path) })]),
      }),
    );
  });

  test('that a setting cannot be is told on the node, with its name and a way out', () => {
    const { problems } = check(change(whole, { ...times, value: 0.5 }), testCatalogue);
    expect(problems).toEqual([
      expect.objectContaining({
        nodeId: 'b',
        param: 'times',
        level: 'error',
        detail: expect.stringContaining('“How often”'),
        fix: expect.stringContaining('“How often”'),
      }),
    ]);
  });

  test('that is deleted leaves its value where it was used, and comes back with undo', () => {
    expect(usesOfVariable(whole, 'times').map(({ node: { id }, param }) => [id, param])).toEqual([['b', 'times']]);
    const removal = removeVariableEdit(whole, 'times');
    const without = applyEdit(whole, removal);
    expect(keys(without)).toEqual(keys(whole));
    expect(without.nodes[1]).toEqual({ ...own.nodes[1], params: { times: 3 } });
    expect(applyEdit(without, invertEdit(removal))).toEqual(whole);
    expect(() => setVariablesEdit(whole, [times, { ...words, name: 'how often' }])).toThrow(/already/);
    expect(addVariableEdit(whole, { name: 'Words', kind: 'truth', value: true }).id).toBe('words-2');
  });

  test('reaches through walls, and what is set from outside of these is set there', () => {
    const folded = applyEdit(whole, foldEdit(whole, [], testCatalogue, new Set(['b'])).edit);
    expect(flatten(folded).nodes.get('subgraph/b')?.params).toEqual({ times: 3 });
    expect(applyEdit(folded, unfoldEdit(folded, [], 'subgraph').edit).nodes.find(({ id }) => id === 'b')).toMatchObject(
      {
        params: { times: 2 },
        setBy: { times: 'times' },
      },
    );
    const inside = { node: 'b', param: 'times' };
    const exposed = applyEdit(folded, exposeEdit(folded, ['subgraph'], inside));
    const outer = applyEdit(exposed, setByEdit(exposed, ['subgraph'], inside, 'times'));
    expect(outer.nodes.find(({ id }) => id === 'subgraph')?.setBy).toEqual({ times: 'times' });
    expect(flatten(outer).nodes.get('subgraph/b')).toMatchObject({ params: { times: 3 }, setBy: { times: 'times' } });
    expect(keysOf(outer, testCatalogue).get('subgraph/b')).toBe(keys(whole).b);
    const apart = applyEdit(outer, unfoldEdit(outer, [], 'subgraph').edit);
    expect(apart.nodes.find(({ id }) => id === 'b')?.setBy).toEqual({ times: 'times' });
  });

  test('comes along by its name when a node is pasted, and as a value where there is none', () => {
    const copied = parseFragment(JSON.stringify(fragmentOf(whole, new Set(['b']))));
    const paste = (into: GraphDocument) => applyEdit(into, pasteEdit(into, copied, { x: 0, y: 0 }).edit).nodes.at(-1);
    expect(paste(own)).toMatchObject({ params: { times: 3 } });
    expect(paste(own)).not.toHaveProperty('setBy');
    expect(paste(whole)?.setBy).toEqual({ times: 'times' });
    const other = { ...own, variables: [{ ...times, id: 'n', value: 7 }] };
    expect(paste(other)).toMatchObject({ params: { times: 2 }, setBy: { times: 'n' } });
  });

  test('is a setting that an app may ask for, in the place of those that it sets', () => {
    const offered = settingsForApp(whole, testCatalogue).map(({ node: id, param }) => `${id}.${param}`);
    expect(offered).toEqual(['$.times', '$.words', 'a.value', 'c.times']);
    const app = { kind: 'form', title: '', intro: '', inputs: [{ node: OWN, param: 'times' }], outputs: [] } as const;
    const [input] = resolveApp(parseDocument({ ...whole, app }), app, testCatalogue).inputs;
    expect(input).toMatchObject({ title: 'How often', field: { type: 'number' }, located: { params: { times: 3 } } });
  });

  test('is told between two versions', () => {
    const after = applyEdit(
      change(whole, { ...times, name: 'Times', value: 4 }),
      setByEdit(whole, [], { node: 'b', param: 'times' }, null),
    );
    expect(describeChanges(whole, after)).toEqual([
      'Renamed the variable “How often” to “Times”',
      'Variable “Times”: 3 → 4',
      expect.stringMatching(/^times of .*: its own value again$/i),
    ]);
    expect(describeChanges(own, whole)[0]).toBe('Added the variable “How often”');
  });

  test('is set on a command line by words', () => {
    expect(withValue(times, '1e3')).toMatchObject({ value: 1_000 });
    expect(() => withValue(times, 'many')).toThrow(/How often/);
    expect(() => withValue({ id: 'c', name: 'C', kind: 'choice', value: 'a', options: ['a'] }, 'b')).toThrow();
  });
});

test('what no variable reaches stays the same object, so that a checker has little to do', () => {
  const before = flatten(whole).document.nodes;
  const after = flatten(change(whole, { ...times, value: 9 })).document.nodes;
  expect(after.map((one, index) => one === before[index])).toEqual([true, false, true]);
  const back = flatten(change(change(whole, { ...times, value: 9 }), times)).document.nodes;
  expect(back.map((one, index) => one === before[index])).toEqual([true, true, true]);
});

test('inside of a node that runs a graph itself a variable is part of the key of that node', () => {
  const body = {
    nodes: [
      node('in', 'graph.input'),
      { ...node('say', 'flow.constant'), setBy: { text: 'words' } },
      node('out', 'graph.output'),
    ],
    wires: [wire('say.value', 'out.value')],
    groups: [],
    notes: [],
    exposed: [],
  };
  const list = node('list', 'flow.constant', { kind: 'json', json: '["a"]' });
  const mapped = (value: string) => ({
    ...graph([list, { ...node('map', 'flow.map'), body }], [wire('list.value', 'map.in')]),
    variables: [{ ...words, value }],
  });
  const key = (value: string) => keysOf(mapped(value), catalogue).get('map');
  expect(check(mapped('a'), catalogue).problems).toEqual([]);
  expect(key('a')).toBeDefined();
  expect(key('a')).toBe(key('a'));
  expect(key('a')).not.toBe(key('b'));
  const { steps } = plan(mapped('a'), catalogue, { targets: null, isCached: () => false });
  expect(steps.find(({ nodeId }) => nodeId === 'map')?.body?.graph.nodes[1]?.params.text).toBe('a');
});

test('edits and their inverses cancel, whatever is done', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({ what: fc.constant('value' as const), value: fc.integer({ min: 1, max: 9 }) }),
          fc.record({
            what: fc.constant('use' as const),
            of: fc.constantFrom('b', 'c'),
            by: fc.constantFrom('times', null),
          }),
          fc.record({ what: fc.constant('delete' as const) }),
        ),
        { maxLength: 8 },
      ),
      (doings) => {
        let document: GraphDocument = whole;
        const edits = doings.map((doing) => {
          const edit =
            doing.what === 'value'
              ? changeVariableEdit(document, { ...times, value: doing.value })
              : doing.what === 'use'
                ? setByEdit(document, [], { node: doing.of, param: 'times' }, doing.by)
                : removeVariableEdit(document, 'times');
          document = applyEdit(document, edit);
          return edit;
        });
        for (const edit of edits.reverse()) document = applyEdit(document, invertEdit(edit));
        expect(document).toEqual(whole);
      },
    ),
    { numRuns: 40 },
  );
});
