import { inBrowser } from './environment';

/**
 * Bytes of JavaScript objects that are still reachable. Node needs the collector (`--expose-gc`); a worker asks its page, since only pages may measure.
 */
export async function heapAfterCollection(): Promise<number> {
  if (inBrowser) {
    const answer = new Promise<unknown>((resolve) => {
      self.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data), { once: true });
    });
    postMessage('heap');
    const bytes = await answer;
    if (typeof bytes === 'number') return bytes;
    throw new Error('this browser does not tell how large its heap is');
  }
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') throw new Error('the collector is out of reach: start with --expose-gc');
  for (let round = 0; round < 3; round++) collect();
  return process.memoryUsage().heapUsed;
}
