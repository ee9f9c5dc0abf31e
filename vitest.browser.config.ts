import { mergeConfig } from 'vitest/config';
import unit from './vitest.config';

/** Real-browser tests drive the production server that GENLOOM_URL names, in the Chromium that CHROME_PATH names, one file after another. */
export default mergeConfig(unit, {
  test: {
    include: ['tests/browser/**/*.test.ts'],
    exclude: [],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
