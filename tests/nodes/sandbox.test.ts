import { beforeAll, describe, expect, test } from 'vitest';
import { openSandbox, type Sandbox, SMALL } from '@/nodes/common/sandbox/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
const why = (program: string) => {
  const ended = sandbox.run(program);
  return ended.ok ? `ok: ${JSON.stringify(ended.value)}` : ended.why;
};

describe('a program in the sandbox', () => {
  test('gives what its last line is, as JSON carries it, and of a promise what it came to', () => {
    expect(sandbox.run('const double = (x) => 2 * x; double(21)')).toEqual({ ok: true, value: 42 });
    expect(sandbox.run('({ a: [1, "two", null], f() {} })')).toEqual({ ok: true, value: { a: [1, 'two', null] } });
    expect(sandbox.run('let a = 1;')).toEqual({ ok: true, value: undefined });
    expect(sandbox.run('(async () => { await 1; return 3 })()')).toEqual({ ok: true, value: 3 });
  });

  test('ends the same way each time, with the same chance and without a clock, and nothing of it stays for the next', () => {
    const dice = 'globalThis.seen = (globalThis.seen ?? 0) + 1; [seen, Math.random(), Math.random()]';
    expect(sandbox.run(dice)).toEqual(sandbox.run(dice));
    expect(sandbox.run('[typeof Date, typeof performance, typeof setTimeout]')).toEqual({
      ok: true,
      value: ['undefined', 'undefined', 'undefined'],
    });
  });

  test('that is wrong says what it threw, whatever that is', () => {
    expect(sandbox.run('null.x')).toMatchObject({
      ok: false,
      why: 'wrong',
      message: expect.stringMatching(/TypeError/),
    });
    expect(sandbox.run('let {')).toMatchObject({ why: 'wrong', message: expect.stringMatching(/SyntaxError/) });
    expect(sandbox.run('throw null')).toMatchObject({ why: 'wrong', message: 'null' });
    expect(sandbox.run('Promise.reject(new Error("no"))')).toMatchObject({ why: 'wrong', message: 'Error: no' });
    expect(why('throw new Proxy({}, { get() { throw 1 } })')).toBe('wrong');
    expect(sandbox.run(`throw new Error("${'x'.repeat(2_000)}")`)).toMatchObject({
      message: expect.stringMatching(/^.{300}$/),
    });
  });

  test('reaches nothing outside: no globals of the page or of Node, no imports, no way over a constructor or a prototype', () => {
    const names = [
      'process',
      'require',
      'fetch',
      'self',
      'window',
      'document',
      'WebAssembly',
      'Worker',
      'console',
      'Deno',
    ];
    expect(sandbox.run(`[${names.map((name) => `typeof ${name}`).join()}]`)).toEqual({
      ok: true,
      value: names.map(() => 'undefined'),
    });
    expect(why('import("node:fs")')).toBe('wrong');
    expect(why('import x from "fs"; x')).toBe('wrong');
    expect(why('this.constructor.constructor("return process")()')).toBe('wrong');
    expect(why('(() => {}).constructor("return globalThis.process ?? 7")()')).toBe('ok: 7');
    expect(why('Object.prototype.ok = false; Array.prototype.map = () => 1; JSON.stringify = () => "9"; 5')).toBe(
      'ok: 5',
    );
    expect(Object.prototype).not.toHaveProperty('ok');
    expect([1].map((one) => one)).toEqual([1]);
    expect(
      why('({ __proto__: { polluted: 1 }, toJSON() { return JSON.parse(\'{"__proto__":{"polluted":1}}\') } })'),
    ).toBe('ok: {"__proto__":{"polluted":1}}');
    expect({}).not.toHaveProperty('polluted');
  });

  test('is stopped where it does not end, also while it is being asked for its result or its error', () => {
    for (const program of [
      'while (true) {}',
      'for (;;) try { for (;;) {} } catch {}',
      '({ get x() { for (;;) {} } })',
      'new Promise((done) => { const again = () => Promise.resolve().then(again); again() })',
      'new Promise(() => {})',
      '/^(a+)+$/.test("a".repeat(60) + "b")',
    ])
      expect(why(program), program).toBe('time');
    expect(why('throw { get message() { for (;;) {} } }')).not.toMatch(/ok/);
  });

  test('is stopped where it wants more memory than it may have, and the next one has its own again', () => {
    expect(why('const all = []; for (;;) all.push({ all })')).toBe('memory');
    expect(why('"x".repeat(1e9)')).toBe('memory');
    expect(why('(function deeper() { return deeper() + 1 })()')).toBe('memory');
    expect(why(`/*${' '.repeat(1_000_000)}*/ 1`)).toBe('memory');
    expect(sandbox.run('new Array(1e5).fill(1).length', { ...SMALL, bytes: 4 * 2 ** 20 })).toEqual({
      ok: true,
      value: 1e5,
    });
  });
});
