import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '@/scripts/launch-chromium';

/** The address of the production server under test. */
export const baseUrl = process.env.GENLOOM_URL ?? 'http://127.0.0.1:3000';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface TestBrowser {
  /** A page of its own context: storage, database names and clipboard are shared with no other. */
  newPage(options?: PageOptions): Promise<Page>;
  /** A second tab of a page's context. */
  newTab(page: Page): Promise<Page>;
  /** What pages have complained about since the test file began: uncaught errors, console errors, refusals of the security policy. */
  readonly complaints: readonly string[];
}

/** One browser for a test file, started before its tests and closed after them. */
export function openBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });
  const open = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    return page;
  };
  return {
    complaints,
    newPage: async ({ width = 1440, height = 900, colorScheme = 'light' } = {}) => {
      if (!browser) throw new Error('the browser is started by beforeAll: open pages inside of tests');
      const context = await browser.newContext({ baseURL: baseUrl, viewport: { width, height }, colorScheme });
      return open(context);
    },
    newTab: (page) => open(page.context()),
  };
}
