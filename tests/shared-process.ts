import type { engine } from '@tensorflow/tfjs-core';
import { afterAll, expect } from 'vitest';

/** A file that shares its process leaves no backend of TF.js to the next one that would compute there in place of plain JavaScript. */
afterAll(() => {
  // Asked of the global that TF.js keeps: whoever never loaded it has none, and need not.
  const started: ReturnType<typeof engine> | undefined = Reflect.get(globalThis, '_tfengine');
  const others = Object.keys(started?.registryFactory ?? {}).filter((name) => name !== 'cpu');
  expect(others, 'vitest.config.ts says what gives a test file a process of its own').toEqual([]);
});
