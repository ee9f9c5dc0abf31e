/** As much of Node’s `assert` as published tests use, for `require('node:assert')` in the sandbox. A program in one line: line numbers stay its own. */
export const ASSERT = `globalThis.require = (() => {
  const isObject = (value) => typeof value === 'object' && value !== null;
  const same = (a, b, strict) => {
    if (Object.is(a, b) || (!strict && !isObject(a) && !isObject(b) && a == b)) return true;
    if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
    if (a instanceof Map && b instanceof Map) return same([...a], [...b], strict);
    if (a instanceof Set && b instanceof Set) return same([...a], [...b], strict);
    const [left, right] = [Object.keys(a), Object.keys(b)];
    return left.length === right.length && left.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], strict));
  };
  const shown = (value) => { try { return JSON.stringify(value) ?? String(value); } catch { return String(value); } };
  const hold = (holds, a, b) => { if (!holds) throw new Error('It gives ' + shown(a) + ', and should give ' + shown(b) + '.'); };
  const assert = (value) => hold(value, value, true);
  assert.ok = assert;
  assert.equal = (a, b) => hold(a == b, a, b);
  assert.strictEqual = (a, b) => hold(Object.is(a, b), a, b);
  assert.deepEqual = (a, b) => hold(same(a, b, false), a, b);
  assert.deepStrictEqual = (a, b) => hold(same(a, b, true), a, b);
  assert.notEqual = (a, b) => hold(a != b, a, 'something else');
  assert.notDeepEqual = (a, b) => hold(!same(a, b, false), a, 'something else');
  assert.throws = (act) => { try { act(); } catch { return; } hold(false, 'a result', 'an error'); };
  assert.default = assert;
  return (name) => {
    if (name === 'assert' || name === 'node:assert') return assert;
    throw new Error('There is no “' + name + '” here.');
  };
})();`.replaceAll(/\n\s*/g, ' ');
