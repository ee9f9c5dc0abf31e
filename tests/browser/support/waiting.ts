import { expect } from 'vitest';

/** How long something may take on a slow machine before a test gives up, in milliseconds. */
export const PATIENCE = 120_000;

/** Looks again and again until the page has become what the test says, for as long as a slow machine may take. */
export const eventually = <Value>(read: () => Value | Promise<Value>, patience = PATIENCE) =>
  expect.poll(read, { timeout: patience, interval: 100 });
