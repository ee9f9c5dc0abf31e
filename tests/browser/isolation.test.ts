import { expect, test } from 'vitest';
import { baseUrl, openBrowser } from './support';

const browser = openBrowser();

test('the page is isolated from other origins, as WebAssembly threads need', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe('function');
});

test('the page opens without breaking its own security policy', async () => {
  const page = await browser.newPage();
  const before = browser.complaints.length;
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(browser.complaints.slice(before)).toEqual([]);
});

test('text cannot be evaluated as code in the page', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  // The debugger may evaluate while it is called, so the page tries on its own, a moment later.
  const outcome = await page.evaluate(
    `new Promise((done) => setTimeout(() => {
      try { done('ran: ' + eval('1 + 1')); } catch (error) { done(error.name); }
    }))`,
  );
  expect(outcome).toBe('EvalError');
});

test('pages, scripts and routes all carry the security headers, and nothing says what serves them', async () => {
  const html = await (await fetch(baseUrl)).text();
  const script = /src="(\/_next\/[^"]+\.js)"/.exec(html)?.[1];
  expect(script).toBeDefined();
  for (const path of ['/', '/api/health', script ?? '']) {
    const { headers } = await fetch(`${baseUrl}${path}`);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  }
});
