import * as Comlink from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import { createRuntime } from '@/workers/client';

/** The engine's worker with an end that a test chooses; what it is asked goes over a real channel. */
class EngineStandIn {
  static readonly all: EngineStandIn[] = [];
  readonly #channel = new MessageChannel();
  onerror: ((event: Partial<ErrorEvent>) => void) | null = null;

  constructor() {
    const fails = EngineStandIn.all.length === 0;
    EngineStandIn.all.push(this);
    const open = () => {
      if (fails) throw new Error('no storage yet');
      return Comlink.proxy({ hasAsset: () => true });
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

afterEach(() => vi.unstubAllGlobals());

test('an engine that is late with its death does not take the fresh one along', async () => {
  vi.stubGlobal('Worker', EngineStandIn);
  const runtime = createRuntime();
  await expect(runtime.hasAsset('a')).rejects.toThrow('no storage yet');
  expect(await runtime.hasAsset('a')).toBe(true);
  expect(EngineStandIn.all).toHaveLength(2);
  EngineStandIn.all[0]?.die();
  expect(await runtime.hasAsset('a')).toBe(true);
  expect(EngineStandIn.all).toHaveLength(2);
  for (const worker of EngineStandIn.all) worker.terminate();
});
