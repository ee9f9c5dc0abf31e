import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** Flags that let Chromium start as root without calling home, and run WebGL and WebGPU on its software adapters. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
] as const;

/** The address of the production server under test. */
export const baseUrl = process.env.GENLOOM_URL ?? 'http://127.0.0.1:3000';

/** Chromium as the tests start it. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: [...FLAGS] });
}

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
    browser = await launch();
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
