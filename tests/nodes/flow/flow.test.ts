import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import {
  applyEdit,
  check,
  emptyDocument,
  type GraphDocument,
  type JsonObject,
  type RunEvent,
  type UserFacingError,
  wrapEdit,
} from '@/graph';
import { catalogue } from '@/nodes';
import { headerOf } from '@/nodes/flow/code/header';
import { at, pathOf } from '@/nodes/flow/pick/path';
import { filled, slotsOf } from '@/nodes/flow/template/slots';
import type { Runtime } from '@/workers/client';
import { createNodeRuntime } from '@/workers/node';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'cpu' });
});
afterAll(() => runtime.dispose());

/** Runs a graph, and gives what came out of a port and what went wrong. */
async function outcome(document: GraphDocument, id: string, port: string) {
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  await done;
  const failed = events.flatMap((event): UserFacingError[] => (event.type === 'failed' ? [event.error] : []));
  const key = events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? [event.key] : [])).at(-1);
  const text = key && new TextDecoder().decode((await runtime.exportValue(key, port)).bytes);
  return { failed, text, computed: events.filter((event) => event.type === 'finished' && !event.cached).length };
}

const graph = (nodes: GraphDocument['nodes'], wires: readonly string[] = []): GraphDocument => ({
  ...emptyDocument('flow'),
  nodes,
  wires: wires.map(wire),
});
const alone = (code: string, params: JsonObject = {}) => graph([node('code', 'flow.code', 0, 0, { code, ...params })]);

describe('values that are computed with', () => {
  const counted = graph(
    [
      node('story', 'flow.constant', 0, 0, { kind: 'text', text: 'to be or not' }),
      node('count', 'flow.code', 1, 0),
      node('join', 'flow.join', 2, 0, { names: 'story, counted' }),
      node('pick', 'flow.pick', 3, 0, { path: 'counted.words' }),
      node('say', 'flow.template', 4, 0, { template: 'It has {words} words: {story}' }),
    ],
    [
      'story.value → count.story',
      'story.value → join.story',
      'count.words → join.counted',
      'join.data → pick.data',
      'pick.value → say.words',
      'story.value → say.story',
    ],
  );

  test('are written, joined, picked from, put into texts and given to programs; what is wired wrong is found before', async () => {
    // `counted` is a number, which has no field.
    expect((await outcome(counted, 'say', 'text')).failed).toMatchObject([{ code: 'pick.missing' }]);
    const right = {
      ...counted,
      nodes: counted.nodes.map((one) => (one.id === 'pick' ? { ...one, params: { path: 'counted' } } : one)),
    };
    expect(check(right, catalogue).problems).toEqual([]);
    expect(await outcome(right, 'say', 'text')).toMatchObject({
      failed: [],
      text: 'It has 4 words: to be or not',
    });
    // Folded, it takes everything from the store but the bytes.
    const folded = wrapEdit(right, catalogue, new Set(['count', 'join', 'pick', 'say']));
    const inside = await outcome(applyEdit(right, folded.edit), `${folded.id}/say`, 'text');
    expect(inside).toMatchObject({ failed: [], text: 'It has 4 words: to be or not', computed: 0 });
    expect(check(graph(right.nodes, ['count.words → say.nowhere']), catalogue).problems).toContainEqual(
      expect.objectContaining({ nodeId: 'say', code: 'wire.unknown-port' }),
    );
  });

  test('a path leads to fields and places, also from the end, and to nothing else', () => {
    expect(pathOf('items[0].name')).toEqual(['items', 0, 'name']);
    expect(pathOf('["a b"][-1]')).toEqual(['a b', -1]);
    expect(pathOf(String.raw`["say \"a\\b\""]`)).toEqual([String.raw`say "a\b"`]);
    expect(pathOf('a..b')).toBeNull();
    expect(pathOf('a[b]')).toBeNull();
    const value = { items: [{ name: 'x' }, { name: 'y' }] };
    expect(at(value, pathOf('items[-1].name') ?? [])).toBe('y');
    for (const path of ['constructor', '__proto__', 'items.length', 'items[9]'])
      expect(at(value, pathOf(path) ?? [])).toBeUndefined();
  });

  test('a slot is filled with text as it is and with data as JSON; a name that is none stays', () => {
    expect(slotsOf('{a} {b} {a} { c } {1}')).toEqual(['a', 'b']);
    expect(filled('{a} {b} {toString}', { a: '{b}', b: [1] })).toBe('{b} [1] {toString}');
  });
});

describe('a program of one’s own', () => {
  test('declares its ports in its first lines', () => {
    expect(headerOf('// in: a: text, b\n// out: c: texts')).toEqual({
      inputs: [
        { name: 'a', kind: 'text' },
        { name: 'b', kind: 'data' },
      ],
      outputs: [{ name: 'c', kind: 'texts' }],
      problem: null,
    });
    expect(headerOf('return 1').problem).toContain('// out:');
    expect(headerOf('// out: a: number').problem).toContain('“number”');
    expect(headerOf('// in: await: text\n// out: a').problem).toContain('“await”');
    expect(headerOf('// in: a, a\n// out: b').problem).toContain('twice');
    expect(check(alone('return 1'), catalogue).problems).toMatchObject([{ code: 'params.invalid', param: 'code' }]);
  });

  test('may be TypeScript, waits for its promises, and is computed once', async () => {
    const typed = alone(
      "// out: list: texts\nconst twice = (n: number): string => 'n'.repeat(n * 2);\nreturn { list: await Promise.all([1, 2].map(async (n) => twice(n))) };",
    );
    const first = await outcome(typed, 'code', 'list');
    expect(first.failed).toEqual([]);
    expect(first.text).toContain('nnnn');
    expect((await outcome(typed, 'code', 'list')).computed).toBe(0);
  });

  test('cannot break out, run for ever, or take all memory', async () => {
    const tried = async (body: string, params?: JsonObject) =>
      outcome(alone(`// out: seen: data\n${body}`, params), 'code', 'seen');
    const nothing = `return { seen: ['fetch', 'process', 'require', 'self', 'window', 'document', 'WebAssembly', 'Worker', 'importScripts', 'postMessage', 'Date', 'performance'].filter((name) => typeof globalThis[name] !== 'undefined') };`;
    expect((await tried(nothing)).text).toBe('[]');
    const reach = `const f = ({}).constructor.constructor('return typeof process + typeof fetch + typeof self')(); return { seen: f };`;
    expect((await tried(reach)).text).toBe('"undefinedundefinedundefined"');
    expect((await tried(`await import('node:fs'); return { seen: 1 };`)).failed).toMatchObject([
      { code: 'code.threw' },
    ]);
    // What it changes inside changes nothing outside.
    await tried(`Object.prototype.polluted = true; Array.prototype.map = null; return { seen: 1 };`);
    expect('polluted' in {}).toBe(false);
    expect((await tried('for (;;) {} return { seen: 1 };', { work: 1 })).failed).toMatchObject([
      { code: 'code.endless' },
    ]);
    const bomb = `const all = []; for (;;) all.push('x'.repeat(1_000) + all.length); return { seen: 1 };`;
    expect((await tried(bomb, { memory: 4 })).failed).toMatchObject([{ code: 'code.memory' }]);
    expect((await tried('return { seen };')).failed).toMatchObject([{ code: 'code.threw' }]);
    expect((await tried('return {};')).failed).toMatchObject([{ code: 'code.output' }]);
    expect((await tried('return { seen: ;')).failed).toMatchObject([{ code: 'code.unreadable' }]);
  });
});
