import * as Comlink from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import { emptyDocument, type RunEvent } from '@/graph';
import { createRuntime } from '@/workers/client';

/** A run that has ended before what it told last is under way. */
const run = (_: unknown, onEvents: (events: readonly RunEvent[]) => void) => {
  setTimeout(() => onEvents([{ runId: 'run', at: 1, type: 'run-finished', outcome: 'succeeded', seconds: 1 }]), 50);
  return Comlink.proxy({ runId: 'run', done: Promise.resolve('succeeded') });
};

/** The engine's worker with an end that a test chooses; what it is asked goes over a real channel. */
class EngineStandIn {
  static readonly all: EngineStandIn[] = [];
  /** Whether the next one cannot be opened. */
  static fails = false;
  readonly #channel = new MessageChannel();
  onerror: ((event: Partial<ErrorEvent>) => void) | null = null;

  constructor() {
    const { fails } = EngineStandIn;
    EngineStandIn.fails = false;
    EngineStandIn.all.push(this);
    const open = () => {
      if (fails) throw new Error('no storage yet');
      return Comlink.proxy({ hasAsset: () => true, run });
    };
    Comlink.expose({ open }, this.#channel.port2);
    this.#channel.port1.start();
  }
  readonly postMessage = this.#channel.port1.postMessage.bind(this.#channel.port1);
  readonly addEventListener = this.#channel.port1.addEventListener.bind(this.#channel.port1);
  readonly removeEventListener = this.#channel.port1.removeEventListener.bind(this.#channel.port1);
  terminate(): void {
    this.#channel.port1.close();
  }
  die(): void {
    this.onerror?.({ message: 'late', preventDefault: () => undefined });
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  for (const worker of EngineStandIn.all.splice(0)) worker.terminate();
});

test('an engine that is late with its death does not take the fresh one along', async () => {
  vi.stubGlobal('Worker', EngineStandIn);
  EngineStandIn.fails = true;
  const runtime = createRuntime();
  await expect(runtime.hasAsset('a')).rejects.toThrow('no storage yet');
  expect(await runtime.hasAsset('a')).toBe(true);
  expect(EngineStandIn.all).toHaveLength(2);
  EngineStandIn.all[0]?.die();
  expect(await runtime.hasAsset('a')).toBe(true);
  expect(EngineStandIn.all).toHaveLength(2);
});

test('a run has ended when all that it tells is here, not when its end is known', async () => {
  vi.stubGlobal('Worker', EngineStandIn);
  const heard: string[] = [];
  const { done } = await createRuntime().run({
    document: emptyDocument('Empty'),
    targets: null,
    onEvents: (events) => heard.push(...events.map(({ type }) => type)),
  });
  expect(await done).toBe('succeeded');
  expect(heard).toEqual(['run-finished']);
});
