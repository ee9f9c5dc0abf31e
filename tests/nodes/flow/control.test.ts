import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import {
  check,
  emptyDocument,
  type GraphBody,
  type GraphDocument,
  type GraphNode,
  type JsonObject,
  keysOf,
  type RunEvent,
  type UserFacingError,
} from '@/graph';
import { catalogue } from '@/nodes';
import { caseOf } from '@/nodes/flow/choose/cases';
import { drawOf, gridOf, settingsOf } from '@/nodes/flow/sweep/settings';
import type { Runtime } from '@/workers/client';
import { createNodeRuntime } from '@/workers/node';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'cpu' });
});
afterAll(() => runtime.dispose());

async function outcome(document: GraphDocument, id = '', port = '') {
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  const failed = events.flatMap((event): (UserFacingError & { nodeId: string })[] =>
    event.type === 'failed' ? [{ ...event.error, nodeId: event.nodeId }] : [],
  );
  const key = events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? [event.key] : [])).at(-1);
  const text = key && new TextDecoder().decode((await runtime.exportValue(key, port)).bytes);
  const finished = events.flatMap((event) => (event.type === 'finished' && !event.cached ? [event.nodeId] : []));
  return { ended, failed, value: text === undefined ? undefined : parsed(text), events, finished };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const graph = (nodes: readonly GraphNode[], wires: readonly string[] = []): GraphDocument => ({
  ...emptyDocument('flow'),
  nodes,
  wires: wires.map(wire),
});
const port = (id: string, title: string, y = 0): GraphNode => ({ ...node(id, 'graph.input', 0, y), title });
const given = (id: string, title: string): GraphNode => ({ ...node(id, 'graph.output', 9, 0), title });
const bodyOf = (nodes: readonly GraphNode[], wires: readonly string[]): GraphBody => ({
  nodes,
  wires: wires.map(wire),
  groups: [],
  notes: [],
  exposed: [],
});
const around = (id: string, type: string, body: GraphBody, params: JsonObject = {}): GraphNode => ({
  ...node(id, type, 0, 0, params),
  body,
});
const json = (id: string, value: unknown) =>
  node(id, 'flow.constant', 0, 0, { kind: 'json', json: JSON.stringify(value) });
const program = (id: string, code: string) => node(id, 'flow.code', 0, 0, { code });

const DOUBLE = bodyOf(
  [
    port('n', 'Number'),
    program(
      'twice',
      '// in: n: data\n// out: twice: data\nif (n === 13) throw new Error("thirteen");\nreturn { twice: 2 * n };',
    ),
    given('out', 'Doubled'),
  ],
  ['n.value → twice.n', 'twice.twice → out.value'],
);

describe('map', () => {
  const doubled = (list: unknown, params: JsonObject = {}) =>
    graph([json('list', list), around('each', 'flow.map', DOUBLE, params)], ['list.value → each.n']);

  test('does what is inside with each item, in the order of the list, and shows what happens inside', async () => {
    const { value, failed, events } = await outcome(doubled([3, 1, 2]), 'each', 'out');
    expect(failed).toEqual([]);
    expect(value).toEqual([6, 2, 4]);
    const inside = events.flatMap((event) => (event.type === 'inside' ? [event] : []));
    expect(inside.at(-1)).toMatchObject({ nodeId: 'each/twice', state: 'finished', views: { twice: { text: '4' } } });
  });

  test('an item that fails ends it all, with its place and the node inside, or is collected', async () => {
    const { failed } = await outcome(doubled([1, 13]), 'each', 'out');
    expect(failed.find(({ nodeId }) => nodeId === 'each')).toMatchObject({
      title: expect.stringContaining('thirteen'),
      detail: expect.stringContaining('In “Code”, with item 2.'),
    });
    const going = await outcome(doubled([1, 13, 4], { failures: 'collect' }), 'each', 'out');
    expect(going.value).toEqual([2, null, 8]);
    const { value } = await outcome(doubled([1, 13, 4], { failures: 'collect' }), 'each', 'failures');
    expect(value).toMatchObject([{ item: 2, error: expect.stringContaining('thirteen') }]);
  });

  test('rows of a table are items too, and what is no list is said to be none', async () => {
    const rows = { columns: [{ name: 'n', kind: 'whole' }], rows: [[5], [7]] };
    const body = bodyOf(
      [port('row', 'Row'), node('take', 'flow.pick', 0, 0, { path: 'n' }), given('out', 'N')],
      ['row.value → take.data', 'take.value → out.value'],
    );
    const mapped = (list: unknown) =>
      graph([json('list', list), around('each', 'flow.map', body)], ['list.value → each.row']);
    expect((await outcome(mapped(rows), 'each', 'out')).value).toEqual([5, 7]);
    expect((await outcome(mapped(5), 'each', 'out')).failed[0]?.code).toBe('body.no-list');
  });

  test('what is inside is part of its name: moving there changes nothing, computing otherwise does', () => {
    const key = (body: GraphBody) =>
      keysOf(graph([json('list', [1]), around('each', 'flow.map', body)], ['list.value → each.n']), catalogue).get(
        'each',
      );
    const moved = { ...DOUBLE, nodes: DOUBLE.nodes.map((one) => ({ ...one, position: { x: 5, y: one.position.y } })) };
    const other = {
      ...DOUBLE,
      nodes: DOUBLE.nodes.map((one) =>
        one.id === 'twice' ? program('twice', '// in: n: data\n// out: twice: data\nreturn { twice: n };') : one,
      ),
    };
    expect(key(DOUBLE)).toBeDefined();
    expect(key(moved)).toBe(key(DOUBLE));
    expect(key(other)).not.toBe(key(DOUBLE));
  });

  test('a mistake inside is told by its path, and keeps it from running', () => {
    const broken = bodyOf(
      [port('n', 'Number'), node('take', 'flow.pick', 0, 0, { path: '[[' }), given('out', 'Out')],
      ['n.value → take.data', 'take.value → out.value'],
    );
    const { problems, blocked } = check(
      graph([json('list', [1]), around('each', 'flow.map', broken)], ['list.value → each.n']),
      catalogue,
    );
    expect(problems).toMatchObject([{ nodeId: 'each/take', code: 'params.invalid' }]);
    expect(blocked.has('each')).toBe(true);
  });

  test('an output that no list can hold is refused', () => {
    const models = bodyOf(
      [port('n', 'Name'), node('text', 'llm.script', 0, 0), given('out', 'Model')],
      ['text.llm → out.value'],
    );
    const { problems } = check(
      graph([json('list', [1]), around('each', 'flow.map', models)], ['list.value → each.n']),
      catalogue,
    );
    expect(problems.map(({ code }) => code)).toContain('body.result-kind');
  });
});

const NEWTON = bodyOf(
  [
    port('x', 'Root'),
    program(
      'step',
      '// in: x: data\n// out: next: data, done: data\nconst next = (x + 2 / x) / 2;\nreturn { next, done: Math.abs(next - x) < 1e-9 };',
    ),
    given('next', 'Root'),
    given('done', 'Done'),
  ],
  ['x.value → step.x', 'step.next → next.value', 'step.done → done.value'],
);

test('repeat carries what it has from round to round until it is done, and tells every round', async () => {
  const root = graph([json('one', 1), around('again', 'flow.repeat', NEWTON, { most: 50 })], ['one.value → again.x']);
  const { value } = await outcome(root, 'again', 'next');
  expect(value).toBeCloseTo(Math.SQRT2, 12);
  const rounds = (await outcome(root, 'again', 'rounds')).value;
  // Newton's method from 1: five steps until it stands still within 1e-9.
  expect(rounds).toHaveLength(5);
  expect(rounds).toMatchObject([{ round: 1, Root: 1.5 }, { round: 2 }, {}, {}, { Done: true }]);
});

test('a repeat that carries nothing is refused', () => {
  const same = { ...NEWTON, nodes: NEWTON.nodes.map((one) => (one.id === 'x' ? { ...one, title: 'Start' } : one)) };
  const { problems } = check(
    graph([json('one', 1), around('again', 'flow.repeat', same)], ['one.value → again.x']),
    catalogue,
  );
  expect(problems.map(({ code }) => code)).toContain('repeat.no-state');
});

test('reduce makes one value of a list, item by item', async () => {
  const body = bodyOf(
    [
      port('soFar', 'So far'),
      port('item', 'Item', 50),
      program('add', '// in: soFar: data, item: data\n// out: sum: data\nreturn { sum: soFar * 10 + item };'),
      given('next', 'So far'),
    ],
    ['soFar.value → add.soFar', 'item.value → add.item', 'add.sum → next.value'],
  );
  const digits = graph(
    [json('start', 0), json('list', [4, 0, 2]), around('sum', 'flow.reduce', body)],
    ['start.value → sum.soFar', 'list.value → sum.item'],
  );
  expect((await outcome(digits, 'sum', 'next')).value).toBe(402);
});

test('a sweep tries every combination of the settings that are set from outside, and gives the best', async () => {
  const body: GraphBody = {
    ...bodyOf(
      [
        node('x', 'flow.constant', 0, 0, { kind: 'number', number: 0 }),
        node('y', 'flow.constant', 0, 0, { kind: 'number', number: 0 }),
        program('loss', '// in: x: data, y: data\n// out: loss: data\nreturn { loss: (x - 2) ** 2 + (y + 1) ** 2 };'),
        given('loss-out', 'Loss'),
      ],
      ['x.value → loss.x', 'y.value → loss.y', 'loss.loss → loss-out.value'],
    ),
    exposed: [
      { name: 'x', node: 'x', param: 'number', title: 'X' },
      { name: 'y', node: 'y', param: 'number', title: 'Y' },
    ],
  };
  const swept = (params: JsonObject) => graph([around('sweep', 'flow.sweep', body, params)]);
  const { value } = await outcome(swept({ vary: 'X: 0, 1, 2, 3\nY: -1, 1' }), 'sweep', 'best');
  expect(value).toEqual({ settings: { X: 2, Y: -1 }, measures: { Loss: 0 } });
  const random = { vary: 'X: 0 to 4\nY: -2 to 2', search: 'random', tries: 12 };
  const drawn = (await outcome(swept(random), 'sweep', 'results')).value;
  expect(String(drawn).trim().split('\n')).toHaveLength(13);
  const wrong = await outcome(swept({ vary: 'Z: 1, 2' }), 'sweep', 'best');
  expect(wrong.failed[0]).toMatchObject({ code: 'sweep.no-setting', detail: expect.stringContaining('“X”') });
});

test('what to vary is read from lines, and what is wrong with one is said', () => {
  const [rate, width, way] = settingsOf('Rate: 0.001 to 0.1\nWidth: 32, 64\nNorm: yes, layer').settings;
  expect(rate && gridOf(rate)).toEqual([0.001, 0.003162, 0.01, 0.03162, 0.1]);
  expect(rate && drawOf(rate, 0.5)).toBe(0.01);
  expect(width && gridOf(width)).toEqual([32, 64]);
  expect(way && gridOf(way)).toEqual([true, 'layer']);
  expect(settingsOf('Rate 3').problem).toContain('“Rate 3”');
  expect(settingsOf('A: 1\na: 2').problem).toContain('twice');
  expect(settingsOf('A: 3 to 1').problem).toContain('smaller');
});

describe('ways that may not be needed', () => {
  const ways = (when: unknown) =>
    graph(
      [
        json('when', when),
        program('a', '// out: text: text\nreturn { text: "A" };'),
        program('b', '// out: text: text\nthrow new Error("not to be run");'),
        node('choose', 'flow.choose', 0, 0),
        node('say', 'flow.template', 0, 0, { template: 'It is {what}.' }),
      ],
      ['when.value → choose.when', 'a.text → choose.way1', 'b.text → choose.way2', 'choose.value → say.what'],
    );

  test('only the way that is taken runs', async () => {
    const { value, failed, finished, ended } = await outcome(ways(true), 'say', 'text');
    expect({ value, failed, ended }).toEqual({ value: 'It is A.', failed: [], ended: 'succeeded' });
    expect(finished).not.toContain('b');
    expect((await outcome(ways(false), 'say', 'text')).failed[0]).toMatchObject({ nodeId: 'b' });
  });

  test('the same inside a node that runs a graph', async () => {
    const body = bodyOf(
      [
        port('n', 'N'),
        program('odd', '// in: n: data\n// out: odd: data\nreturn { odd: n % 2 === 1 };'),
        program(
          'a',
          '// in: n: data\n// out: text: text\nif (n % 2 === 0) throw new Error("even"); return { text: "odd " + n };',
        ),
        program(
          'b',
          '// in: n: data\n// out: text: text\nif (n % 2 === 1) throw new Error("odd"); return { text: "even " + n };',
        ),
        node('choose', 'flow.choose', 0, 0),
        given('out', 'Said'),
      ],
      [
        'n.value → odd.n',
        'n.value → a.n',
        'n.value → b.n',
        'odd.odd → choose.when',
        'a.text → choose.way1',
        'b.text → choose.way2',
        'choose.value → out.value',
      ],
    );
    const mapped = graph([json('list', [1, 2, 3]), around('each', 'flow.map', body)], ['list.value → each.n']);
    expect((await outcome(mapped, 'each', 'out')).value).toEqual(['odd 1', 'even 2', 'odd 3']);
  });

  test('what is tried and fails is replaced, and what would replace it does not run where that works', async () => {
    const tried = (code: string) =>
      graph(
        [program('a', code), program('b', '// out: text: text\nreturn { text: "B" };'), node('try', 'flow.try', 0, 0)],
        ['a.text → try.first', 'b.text → try.otherwise'],
      );
    const failing = await outcome(tried('// out: text: text\nthrow new Error("away");'), 'try', 'value');
    expect(failing.value).toBe('B');
    expect(failing.ended).toBe('succeeded');
    expect(failing.failed).toMatchObject([{ nodeId: 'a' }]);
    const working = await outcome(tried('// out: text: text\nreturn { text: "fine" };'), 'try', 'value');
    expect(working.value).toBe('fine');
    expect(working.finished).not.toContain('b');
  });

  test.each([
    [['yes', 'no'], true, 'way1'],
    [['yes', 'no'], 'No.', 'way2'],
    [['red', 'green', 'other'], 'GREEN', 'way2'],
    [['red', 'green', 'other'], 'blue', 'way3'],
    [['a', 'b', 'c'], 2, 'way2'],
  ])('of %j, %j takes %s', (cases, value, way) => {
    expect(caseOf(cases, value)).toBe(way);
  });
});
