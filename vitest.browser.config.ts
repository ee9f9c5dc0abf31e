import { defineConfig } from 'vitest/config';
import unit from './vitest.config.ts';

/** Real-browser tests drive the production server that GENLOOM_URL names, in the Chromium that CHROME_PATH names, three files at a time: much of a test is waiting. */
export default defineConfig({
  ...unit,
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/support/profiles.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
    // A real browser on a busy machine is late now and then; what fails twice is broken.
    retry: 1,
  },
});
