import { afterEach, describe, expect, test } from 'vitest';
import { hash, type UserFacingError } from '@/graph';
import type { Files } from '@/workers/artifacts/files';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { type ArtifactStore, openStore } from '@/workers/artifacts/store';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { playground } from '../engine/playground';
import { eventOf, expectWellTold, fakeWorkers, gate, graphOf, runAll, step } from '../engine/support';
import { bytesOf, damage, flipped, namesIn, read, smallFiles, write } from './support';

/** From here on, a result has a file of its own. */
const LARGE = 64 * 1024;

const open: Runtime[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
});

async function filled(files: Files, sizes: Readonly<Record<string, number>>): Promise<ArtifactStore> {
  const store = await openStore(files);
  for (const [key, size] of Object.entries(sizes)) await write(store, key, size);
  await store.flush();
  return store;
}
const onlyFile = async (files: Files, start: string) => {
  const found = (await namesIn(files)).filter((name) => name.startsWith(start));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
};

test('what was written is there at once, and after opening anew', async () => {
  const files = memoryFiles();
  const sizes = { empty: 0, small: 100, other: 2_000, large: LARGE, larger: 3 * LARGE };
  const store = await openStore(files);
  for (const [key, size] of Object.entries(sizes)) {
    await write(store, key, size);
    expect(await read(store, key)).toEqual(bytesOf(key, size));
  }
  await store.flush();
  const again = await openStore(files);
  for (const [key, size] of Object.entries(sizes)) {
    expect(again.has(key)).toBe(true);
    expect(again.bytes(key)).toBe(size);
    expect(again.meta(key)).toMatchObject({ type: 'test.step', ports: { text: { kind: 'text', length: size } } });
    expect(await read(again, key)).toEqual(bytesOf(key, size));
  }
  expect(again.usage()).toMatchObject({ artifacts: 5, persistent: false });
  expect(await read(again, 'unknown')).toBeNull();
});

test('a thousand small results make a handful of files, also when nobody asks for it', async () => {
  const files = memoryFiles();
  const store = await openStore(files);
  for (let index = 0; index < 1_000; index++) await write(store, `key${index}`, 50);
  while ((await openStore(files)).usage().artifacts < 1_000) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await namesIn(files)).length).toBeLessThan(10);
});

describe('damage', () => {
  const sizes = { a: 1_000, b: 1_000, c: 1_000 };

  test('a flipped byte costs the result it is in, and its neighbours are kept', async () => {
    const files = memoryFiles();
    await filled(files, sizes);
    const segment = await onlyFile(files, 'segment-');
    // The results stand in order at the end of the file.
    await damage(files, segment, (bytes) => flipped(bytes, bytes.length - 1_500));
    const store = await openStore(files);
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((key) => read(store, key)));
    expect(b).toBeNull();
    expect(a).toEqual(bytesOf('a', 1_000));
    expect(c).toEqual(bytesOf('c', 1_000));
    expect(store.has('b')).toBe(false);
    // They were written anew, and the damaged file is gone.
    const again = await openStore(files);
    expect(await namesIn(files)).not.toContain(segment);
    expect(['a', 'b', 'c'].map((key) => again.has(key))).toEqual([true, false, true]);
    expect(await read(again, 'c')).toEqual(bytesOf('c', 1_000));
  });

  test('that one reader finds does not take the result from another who was slower', async () => {
    const inner = memoryFiles();
    await filled(inner, sizes);
    const segment = await onlyFile(inner, 'segment-');
    await damage(inner, segment, (bytes) => flipped(bytes, bytes.length - 1_500));
    const go = gate();
    let reads = 0;
    const files = {
      ...inner,
      async read(name: string, first?: number) {
        if (name === segment && first === undefined && ++reads === 2) await go.opened;
        return inner.read(name, first);
      },
    };
    const store = await openStore(files);
    const [quick, slow] = [read(store, 'b'), read(store, 'c')];
    expect(await quick).toBeNull();
    expect(await inner.read(segment)).toBeNull();
    go.open();
    expect(await slow).toEqual(bytesOf('c', 1_000));
  });

  test('in the header, found when it is opened, costs the file and nothing else', async () => {
    const files = memoryFiles();
    await filled(files, { ...sizes, large: LARGE });
    await damage(files, await onlyFile(files, 'segment-'), (bytes) => flipped(bytes, 100));
    const store = await openStore(files);
    expect(['a', 'b', 'c', 'large'].map((key) => store.has(key))).toEqual([false, false, false, true]);
    expect(await namesIn(files)).toEqual(['artifact-large']);
  });

  test('in the header, of a store that is open, costs nothing: what is in the file is known', async () => {
    const files = memoryFiles();
    const store = await filled(files, sizes);
    await damage(files, await onlyFile(files, 'segment-'), (bytes) => flipped(bytes, 100));
    for (const key of ['a', 'b', 'c']) expect(await read(store, key)).toEqual(bytesOf(key, 1_000));
  });

  test.each([0, 3, 50, 90, 2_000])('a file cut short after %i bytes is forgotten', async (length) => {
    const files = memoryFiles();
    await filled(files, sizes);
    await damage(files, await onlyFile(files, 'segment-'), (bytes) => bytes.slice(0, length));
    const store = await openStore(files);
    expect(store.usage().artifacts).toBe(0);
    expect(await namesIn(files)).toEqual([]);
  });

  test('a file cut short while the store is open costs what was cut off', async () => {
    const files = memoryFiles();
    const store = await filled(files, sizes);
    await damage(files, await onlyFile(files, 'segment-'), (bytes) => bytes.slice(0, -500));
    expect(await read(store, 'c')).toBeNull();
    expect(await read(store, 'a')).toEqual(bytesOf('a', 1_000));
    expect(await read(store, 'b')).toEqual(bytesOf('b', 1_000));
  });

  test('a file that another tab removed is no longer there, and not an error', async () => {
    const files = memoryFiles();
    const store = await filled(files, sizes);
    await files.remove(await onlyFile(files, 'segment-'));
    expect(await read(store, 'a')).toBeNull();
    expect(['a', 'b', 'c'].map((key) => store.has(key))).toEqual([false, false, false]);
  });

  test('of a large result is found as well', async () => {
    const files = memoryFiles();
    const store = await filled(files, { large: LARGE });
    await damage(files, 'artifact-large', (bytes) => flipped(bytes, bytes.length - 1));
    expect(await read(store, 'large')).toBeNull();
    expect(store.has('large')).toBe(false);
    await write(store, 'large', LARGE);
    expect(await read(store, 'large')).toEqual(bytesOf('large', LARGE));
  });

  test('files of others are left alone', async () => {
    const files = memoryFiles();
    await files.write('.gitkeep', new Uint8Array());
    await files.write('notes.txt', bytesOf('notes', 9));
    const store = await openStore(files);
    await store.setBudget(0);
    await store.clear();
    expect(await namesIn(files)).toEqual(['.gitkeep', 'notes.txt']);
  });
});

describe('the budget', () => {
  const large = { a: LARGE, b: LARGE, c: LARGE, d: LARGE };
  const kept = (store: ArtifactStore) => ['a', 'b', 'c', 'd'].filter((key) => store.has(key)).join('');

  test('what was used longest ago goes first', async () => {
    const files = memoryFiles();
    const store = await filled(files, large);
    await read(store, 'a');
    await store.setBudget(2.5 * LARGE);
    expect(kept(store)).toBe('ad');
    expect(store.usage().bytes).toBeLessThanOrEqual(2.5 * LARGE);
    expect(await namesIn(files)).toEqual(['artifact-a', 'artifact-d']);
    // And stays so with what comes.
    await write(store, 'e', LARGE);
    expect(kept(store)).toBe('a');
    expect(store.has('e')).toBe(true);
  });

  test('what is pinned stays, and goes once it is not', async () => {
    const store = await filled(memoryFiles(), large);
    await store.pin(['b', 'unknown']);
    store.hold('run-1', ['c']);
    await store.setBudget(LARGE / 2);
    expect(kept(store)).toBe('bc');
    store.hold('run-1', []);
    await store.setBudget(LARGE / 2);
    expect(kept(store)).toBe('b');
    await store.pin([]);
    await store.setBudget(LARGE / 2);
    expect(kept(store)).toBe('');
  });

  test('one pinned result holds the file it shares', async () => {
    const store = await filled(memoryFiles(), { a: 10, b: 10, c: LARGE });
    await store.pin(['a']);
    await store.setBudget(1);
    expect(['a', 'b', 'c'].map((key) => store.has(key))).toEqual([true, true, false]);
  });

  test('what another tab pins stays', async () => {
    const files = { ...memoryFiles(), othersPins: async () => new Set(['b']) };
    const store = await filled(files, large);
    await store.setBudget(1);
    expect(kept(store)).toBe('b');
  });

  test('a run loses nothing that it works with, however small the budget, and pins outlive it', async () => {
    const { catalogue, calls } = playground({ large: ([given = '']) => given + 'x'.repeat(LARGE) });
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn, budget: LARGE });
    open.push(runtime);
    const chain = graphOf(
      ...Array.from({ length: 5 }, (_, index) =>
        step(`n${index}`, index === 0 ? [] : [`n${index - 1}`], { does: 'large' }),
      ),
      step('first', ['n0', 'n4'], { does: 'large' }),
    );
    await runtime.pin(graphOf(step('n0', [], { does: 'large' })));
    expect((await runAll(runtime, chain)).outcome).toBe('succeeded');
    await runtime.setBudget(LARGE);
    expect(Object.keys(await runtime.cached(chain))).toEqual(['n0']);
    expect(calls).toHaveLength(6);
  });

  test('an eviction that fails is told, and fails no write', async () => {
    const inner = memoryFiles();
    let locked = true;
    const files = {
      ...inner,
      remove: async (name: string) => {
        if (locked) throw new Error('NoModificationAllowedError');
        await inner.remove(name);
      },
    };
    const store = await filled(files, large);
    const troubles: UserFacingError[] = [];
    store.onTrouble((trouble) => troubles.push(trouble));
    await store.setBudget(LARGE);
    await write(store, 'e', LARGE);
    expect(await read(store, 'e')).toEqual(bytesOf('e', LARGE));
    expect(troubles[0]).toMatchObject({ code: 'storage.not-removed', fix: expect.any(String) });
    locked = false;
    await store.setBudget(1.5 * LARGE);
    expect(store.usage().bytes).toBeLessThanOrEqual(1.5 * LARGE);
  });

  test('a new budget evicts once: what cannot be removed is told once', async () => {
    const inner = memoryFiles();
    const locked = { ...inner, remove: () => Promise.reject(new Error('NoModificationAllowedError')) };
    const store = await filled(locked, large);
    const troubles: UserFacingError[] = [];
    store.onTrouble((trouble) => troubles.push(trouble));
    await store.setBudget(LARGE);
    expect(troubles.map(({ code }) => code)).toEqual(['storage.not-removed']);
  });

  test('clearing takes everything but files of the open document', async () => {
    const files = memoryFiles();
    const store = await filled(files, { a: 10, b: LARGE });
    const [mine, other] = ['mine', 'other'].map((name) => bytesOf(name, 20));
    for (const bytes of [mine, other]) if (bytes) await store.writeBlob(`asset-${hash(bytes)}`, bytes);
    await store.writeBlob('checkpoint-x', bytesOf('x', 30));
    await store.pin([`asset-${hash(mine ?? '')}`, 'a']);
    await store.clear();
    expect(await namesIn(files)).toEqual([`asset-${hash(mine ?? '')}`]);
    expect(store.usage()).toMatchObject({ artifacts: 0, bytes: 20 });
  });
});

describe('a full disk', () => {
  const quota = () => new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  const enospc = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

  test.each([
    ['a browser', quota],
    ['Node', enospc],
  ])('as %s tells it: results stay in memory, the run succeeds, and it is told once', async (_name, full) => {
    const { catalogue } = playground({ large: ([given = '']) => given + 'x'.repeat(LARGE) });
    const files = smallFiles(LARGE / 2, full);
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn, files });
    open.push(runtime);
    const document = graphOf(
      step('a', [], { does: 'large' }),
      step('b', ['a'], { does: 'large' }),
      step('c', ['b'], { does: 'large' }),
    );
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('succeeded');
    expectWellTold(events, document);
    const warnings = events.filter((event) => event.type === 'log').map(({ text }) => text);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/no room left.*stay in memory.*Clear old results/);
    expect(await runtime.view(eventOf(events, 'finished', 'c').key, 'text', { offset: 3 * LARGE - 2 })).toMatchObject({
      text: 'xx',
    });
    expect(runtime.store.usage()).toMatchObject({ artifacts: 3, bytes: 0 });
    // With room again, the next run keeps what is in memory.
    files.room = 10 * LARGE;
    expect((await runAll(runtime, document)).events.filter((event) => event.type === 'log')).toEqual([]);
    expect((await openStore(files)).usage().artifacts).toBe(3);
    expect(runtime.store.usage().bytes).toBeGreaterThan(6 * LARGE);
  });

  test('that is found full when the last small results are written is told before the run ends', async () => {
    const { catalogue } = playground();
    const files = smallFiles(10, quota);
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn, files });
    open.push(runtime);
    const document = graphOf(step('a'), step('b', ['a']));
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('succeeded');
    expectWellTold(events, document);
    expect(events.filter(({ type }) => type === 'log')).toHaveLength(1);
    expect(Object.keys(await runtime.cached(document)).sort()).toEqual(['a', 'b']);
  });

  test('that has no room to tell other tabs what is pinned says that, and not that results stay in memory', async () => {
    const files = { ...memoryFiles(), publishPins: () => Promise.reject(quota()) };
    const store = await filled(files, { a: LARGE, b: LARGE });
    const troubles: UserFacingError[] = [];
    store.onTrouble((trouble) => troubles.push(trouble));
    await store.pin(['a']);
    expect(troubles.map(({ code }) => code)).toEqual(['storage.not-pinned']);
    expect(troubles.map(({ detail }) => detail).join()).not.toMatch(/stay in memory/);
    // This tab keeps to it all the same.
    await store.setBudget(LARGE);
    expect([store.has('a'), store.has('b')]).toEqual([true, false]);
    const broken = { ...memoryFiles(), publishPins: () => Promise.reject(new TypeError('broken')) };
    await expect((await openStore(broken)).pin(['a'])).rejects.toThrow('broken');
  });

  test('makes room by what was used longest ago, and not by what is held', async () => {
    const files = smallFiles(4.5 * LARGE, quota);
    const store = await filled(files, { a: LARGE, b: LARGE, c: LARGE, d: LARGE });
    const troubles: UserFacingError[] = [];
    store.onTrouble((trouble) => troubles.push(trouble));
    store.hold('run', ['a']);
    await write(store, 'e', LARGE);
    expect(troubles).toEqual([]);
    expect(store.has('a')).toBe(true);
    expect(store.has('b')).toBe(false);
    expect(await read(await openStore(files), 'e')).toEqual(bytesOf('e', LARGE));
  });

  test('a checkpoint that cannot be written stays in memory, and the one before on the disk', async () => {
    const files = smallFiles(1_500, enospc);
    const store = await openStore(files);
    await store.writeBlob('checkpoint-x', bytesOf('one', 400));
    store.hold('run', ['checkpoint-x']);
    await store.writeBlob('checkpoint-x', bytesOf('two', 4_000));
    expect(await store.readBlob('checkpoint-x')).toEqual(bytesOf('two', 4_000));
    expect(await (await openStore(files)).readBlob('checkpoint-x')).toEqual(bytesOf('one', 400));
  });
});

describe('files that the user gave', () => {
  const bytes = bytesOf('a file', 500);

  test('are found by their hash, and checked against it', async () => {
    const files = memoryFiles();
    const { catalogue } = playground();
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn, files });
    open.push(runtime);
    const given = await runtime.addAsset({ name: 'a.txt', bytes });
    expect(given).toEqual({ name: 'a.txt', size: 500, sha256: hash(bytes) });
    expect(await runtime.hasAsset(given.sha256)).toBe(true);
    const name = `asset-${given.sha256}`;
    expect(await runtime.store.readBlob(name)).toEqual(bytes);
    await damage(files, name, (whole) => flipped(whole, 250));
    expect(await runtime.store.readBlob(name)).toBeNull();
    expect(await runtime.hasAsset(given.sha256)).toBe(false);
    await runtime.addAsset({ name: 'a.txt', bytes });
    expect(await runtime.store.readBlob(name)).toEqual(bytes);
  });

  test('reach a step, and one that is missing is told', async () => {
    let sha256 = '';
    const { catalogue } = playground({ file: async (_given, { asset }) => `${(await asset(sha256)).length} bytes` });
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn });
    open.push(runtime);
    ({ sha256 } = await runtime.addAsset({ name: 'a.txt', bytes }));
    const { events } = await runAll(runtime, graphOf(step('a', [], { does: 'file' })));
    expect(await runtime.view(eventOf(events, 'finished', 'a').key, 'text')).toMatchObject({ text: '500 bytes' });
    sha256 = hash('nobody gave it');
    const missing = await runAll(runtime, graphOf(step('b', [], { does: 'file' })));
    expect(eventOf(missing.events, 'failed', 'b').error).toMatchObject({
      code: 'asset.missing',
      fix: expect.any(String),
    });
  });

  test('too large are refused with a sentence', async () => {
    const { catalogue } = playground();
    const runtime = await createNodeRuntime({ catalogue, spawn: fakeWorkers(catalogue).spawn });
    open.push(runtime);
    const huge = Object.defineProperty(new Uint8Array(1), 'length', { value: 700 * 1024 * 1024 });
    await expect(runtime.addAsset({ name: 'huge.txt', bytes: huge })).rejects.toMatchObject({
      code: 'asset.too-large',
      title: '“huge.txt” is too large.',
    });
  });
});

test('a checkpoint is given back as it was kept, or not at all', async () => {
  const files = memoryFiles();
  const store = await openStore(files);
  const bytes = bytesOf('state', 5_000);
  expect(await store.readBlob('checkpoint-x')).toBeNull();
  await store.writeBlob('checkpoint-x', bytes);
  expect(await (await openStore(files)).readBlob('checkpoint-x')).toEqual(bytes);
  for (const change of [
    (whole: Uint8Array) => flipped(whole, whole.length - 9),
    (whole: Uint8Array) => flipped(whole, 20),
    (whole: Uint8Array) => whole.slice(0, 800),
    () => new Uint8Array(),
  ]) {
    await store.writeBlob('checkpoint-x', bytes);
    await damage(files, 'checkpoint-x', change);
    const again = await openStore(files);
    expect(await again.readBlob('checkpoint-x')).toBeNull();
    expect(again.hasBlob('checkpoint-x')).toBe(false);
  }
});
