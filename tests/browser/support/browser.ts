import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { launchChromiumIn } from '@/scripts/launch-chromium';

/** The address of the production server under test. */
export const baseUrl = process.env.GENLOOM_URL ?? 'http://127.0.0.1:3000';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** For who has never been here: nothing is cached. */
  readonly cold?: boolean;
}

export interface TestBrowser {
  /** A page of its own context: storage, database names and clipboard are shared with no other. */
  newPage(options?: PageOptions): Promise<Page>;
  /** A second tab of a page's context. */
  newTab(page: Page): Promise<Page>;
  /** What pages have complained about since the test file began: uncaught errors, console errors, refusals of the security policy. */
  readonly complaints: readonly string[];
  /** Closes a page's context with all its tabs, and forgets what it kept. What a test leaves open is closed after it. */
  leave(page: Page): Promise<void>;
}

/**
 * One browser for a test file, started before its tests and closed after them. Its first page is opened in a profile that all files of a worker share, and that is
 * emptied between tests: what Chromium has compiled once stays there, which is a quarter of what a test costs. Pages beside it have contexts of their own.
 */
export function openBrowser(): TestBrowser {
  const complaints: string[] = [];
  let profile: BrowserContext | undefined;
  /** The contexts that are open, and whether a test opened them or what comes before all tests. */
  const open = new Map<BrowserContext, 'test' | 'file'>();
  let within: 'test' | 'file' = 'file';

  beforeAll(async () => {
    profile = await launchChromiumIn(join(inject('profiles'), `worker-${process.env.VITEST_POOL_ID ?? 0}`), baseUrl);
    await empty(profile);
  });
  beforeEach(() => {
    within = 'test';
  });
  afterEach(async () => {
    within = 'file';
    for (const [context, by] of open) if (by === 'test') await close(context);
  });
  afterAll(async () => {
    await profile?.close();
  });

  const close = async (context: BrowserContext): Promise<void> => {
    open.delete(context);
    await (context === profile ? empty(context) : context.close());
  };
  const pageIn = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    return page;
  };
  return {
    complaints,
    newPage: async ({ width = 1440, height = 900, colorScheme = 'light', cold = false } = {}) => {
      const browser = profile?.browser();
      if (!profile || !browser) throw new Error('the browser is started by beforeAll: open pages inside of tests');
      const context = cold || open.has(profile) ? await browser.newContext({ baseURL: baseUrl }) : profile;
      open.set(context, within);
      const page = await pageIn(context);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      return page;
    },
    newTab: async (page) => {
      const tab = await pageIn(page.context());
      const size = page.viewportSize();
      if (size) await tab.setViewportSize(size);
      return tab;
    },
    leave: (page) => close(page.context()),
  };
}

/** Closes what is open in a profile, and forgets what pages kept in it and what tests set in it. */
async function empty(profile: BrowserContext): Promise<void> {
  const before = profile.pages();
  // Chromium ends with its last page.
  const blank = await profile.newPage();
  for (const page of before) await page.close();
  const session = await profile.newCDPSession(blank);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(baseUrl).origin, storageTypes: 'all' });
  await session.detach();
  await Promise.all([
    profile.clearCookies(),
    profile.clearPermissions(),
    profile.unrouteAll(),
    profile.setOffline(false),
  ]);
  profile.removeAllListeners('request');
}
