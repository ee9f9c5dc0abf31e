import { expect, test } from 'vitest';
import type { Step } from '@/graph';
import { catalogue } from '@/nodes';
import { createPlacement, heldName } from '@/workers/placement';
import { createPool, type Slot, type Spawn, type WorkerHooks, WorkerLost } from '@/workers/pool';
import type { BackendPreference } from '@/workers/runtime';
import { playground } from './engine/playground';

/** A pool of workers that do nothing, with what happened to them. */
function idlePool(size: number) {
  const told: string[] = [];
  const workers: { die(reason: string): void; readonly hooks: WorkerHooks; terminated: boolean }[] = [];
  const preferences: BackendPreference[] = [];
  const spawn: Spawn = (hooks, preference) => {
    let die: (reason: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      die = resolve;
    });
    const worker = { die, hooks, terminated: false };
    workers.push(worker);
    preferences.push(preference);
    return {
      api: { run: () => new Promise(() => {}), control: async () => {}, listBackends: async () => [] },
      ended,
      terminate() {
        worker.terminated = true;
      },
    };
  };
  const hooks: WorkerHooks = {
    emit: (task) => told.push(task),
    loadCheckpoint: async () => ({ step: 1, state: null }),
    saveCheckpoint: async () => {},
    asset: async () => Uint8Array.of(1),
  };
  const pool = createPool(size, spawn, hooks, 'cpu');
  const slotAt = (index: number): Slot => {
    const slot = pool.slots[index];
    if (!slot) throw new Error('there is no such place');
    return slot;
  };
  return { pool, workers, preferences, told, slotAt };
}

test('workers start when they are first needed', async () => {
  const { pool, workers, slotAt } = idlePool(3);
  expect(workers).toHaveLength(0);
  expect(await pool.guard(slotAt(1), slotAt(1).api().listBackends())).toEqual([]);
  slotAt(1).api();
  expect(workers).toHaveLength(1);
});

test('the death of a worker is told to all that wait for it, and to nobody else', async () => {
  const { pool, workers, slotAt } = idlePool(2);
  const forever = new Promise<never>(() => {});
  const [first, second] = [slotAt(0), slotAt(1)];
  const waiting = [1, 2].map(() => pool.guard(first, first.api().run(request)));
  let other = 'waits';
  pool.guard(second, forever).catch(() => {
    other = 'told';
  });
  first.held.add('a.text');
  workers[0]?.die('no memory');
  for (const call of waiting) await expect(call).rejects.toEqual(new WorkerLost('no memory'));
  expect(workers[0]?.terminated).toBe(true);
  expect(first.held.size).toBe(0);
  expect(other).toBe('waits');
  // A fresh one is there, which the late death of the old one does not touch.
  first.api();
  expect(workers.filter(({ terminated }) => !terminated)).toHaveLength(2);
});

test('a worker that was replaced is neither heard nor served', async () => {
  const { workers, told, slotAt } = idlePool(1);
  slotAt(0).api();
  const [old] = workers;
  if (!old) throw new Error('none started');
  old.hooks.emit('one', []);
  expect(await old.hooks.loadCheckpoint('one')).toEqual({ step: 1, state: null });
  slotAt(0).replace();
  slotAt(0).api();
  old.hooks.emit('two', []);
  workers[1]?.hooks.emit('three', []);
  expect(told).toEqual(['one', 'three']);
  await expect(old.hooks.saveCheckpoint('one', { step: 2, state: null })).rejects.toThrow(WorkerLost);
  await expect(old.hooks.loadCheckpoint('one')).rejects.toThrow(WorkerLost);
  await expect(old.hooks.asset('x')).rejects.toThrow(WorkerLost);
});

test('a wished backend holds for workers that start from then on', () => {
  const { pool, preferences, slotAt } = idlePool(2);
  slotAt(0).api();
  pool.setPreference('wasm');
  slotAt(1).api();
  slotAt(0).replace();
  slotAt(0).api();
  expect(preferences).toEqual(['cpu', 'wasm', 'wasm']);
});

const request = { task: 't', runId: 'run', nodeId: 'a', type: 'test.step', key: 'k', params: {}, seed: 0, inputs: {} };
const stepOf = (type: string, needs: readonly string[] = []): Step => ({
  nodeId: 'a',
  type,
  version: 1,
  params: {},
  seed: 0,
  key: 'a',
  lineage: 'a',
  inputs: Object.fromEntries(needs.map((need) => [need, { nodeId: need, port: 'text', key: need }])),
  kind: 'run',
  cached: false,
});

test('a light step goes where most of its inputs are, else where least is going on; never beside one that computes', () => {
  const { pool, slotAt } = idlePool(3);
  const placement = createPlacement(playground().catalogue, pool);
  const place = (needs: readonly string[]) => placement.slotFor(stepOf('test.step', needs), false)?.number ?? null;
  slotAt(0).running.add('x');
  slotAt(1).held.add(heldName('p', 'text'));
  slotAt(2).held.add(heldName('p', 'text'));
  slotAt(2).held.add(heldName('q', 'text'));
  slotAt(2).running.add('y');
  expect(place([])).toBe(1);
  expect(place(['p'])).toBe(1);
  expect(place(['p', 'q'])).toBe(2);
  slotAt(2).heavy = true;
  expect(place(['p', 'q'])).toBe(1);
  slotAt(1).stale = true;
  expect(place(['p', 'q'])).toBe(0);
  for (let index = 0; index < 20; index++) slotAt(0).running.add(`task ${index}`);
  expect(place([])).toBeNull();
});

test('a step that asks a language model goes where that one is, whatever else lies elsewhere', () => {
  const { pool, slotAt } = idlePool(2);
  const placement = createPlacement(catalogue, pool);
  slotAt(0).held.add(heldName('p', 'text'));
  slotAt(0).held.add(heldName('q', 'conversations'));
  slotAt(1).held.add(heldName('m', 'llm'));
  const of = (key: string, port: string) => ({ nodeId: key, key, port });
  const inputs = { prompts: of('p', 'text'), conversations: of('q', 'conversations') };
  const placed = (more: Step['inputs']) =>
    placement.slotFor({ ...stepOf('llm.ask'), inputs: { ...inputs, ...more } }, true)?.number;
  expect(placed({})).toBe(0);
  expect(placed({ llm: of('m', 'llm') })).toBe(1);
});

test('a step that computes, or took long the last time, gets a worker to itself', () => {
  const { pool, slotAt } = idlePool(2);
  const placement = createPlacement(playground().catalogue, pool);
  expect(placement.isHeavy(stepOf('test.compute'))).toBe(true);
  expect(placement.isHeavy(stepOf('test.step'))).toBe(false);
  expect(placement.estimate('test.step')).toBeUndefined();
  placement.took('test.step', 5);
  expect(placement.isHeavy(stepOf('test.step'))).toBe(true);
  expect(placement.estimate('test.step')).toBe(5);
  slotAt(0).running.add('x');
  expect(placement.slotFor(stepOf('test.compute'), true)?.number).toBe(1);
  slotAt(1).running.add('y');
  expect(placement.slotFor(stepOf('test.compute'), true)).toBeNull();
});
