import { inBrowser } from './environment';

/** Bytes of JavaScript objects that are still reachable. Node needs `--expose-gc`, Chromium that and precise memory figures. */
export function heapAfterCollection(): number {
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') throw new Error('the collector is out of reach: start with --expose-gc');
  for (let round = 0; round < 3; round++) collect();
  if (!inBrowser) return process.memoryUsage().heapUsed;
  const memory: unknown = Reflect.get(performance, 'memory');
  if (typeof memory === 'object' && memory !== null && 'usedJSHeapSize' in memory) return Number(memory.usedJSHeapSize);
  throw new Error('this browser does not tell how large its heap is');
}
