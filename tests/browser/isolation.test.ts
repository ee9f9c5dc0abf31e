import { expect, test } from 'vitest';
import { baseUrl, openBrowser } from './support/browser';

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
    // The camera is for this page's own “Take pictures” alone, and only once somebody allows it.
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  }
});

test('a script that found its way into the page as markup does not run', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  const ran = await page.evaluate(
    `new Promise((done) => setTimeout(() => {
      const place = document.body.appendChild(document.createElement('div'));
      place.innerHTML = '<img src="data:," onerror="window.ran = true">';
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      place.append(script);
      setTimeout(() => done(window.ran === true), 300);
    }))`,
  );
  expect(ran).toBe(false);
});

test('every page has a word of its own that its scripts must carry', async () => {
  const nonce = async () =>
    /'nonce-(\w+)'/.exec((await fetch(baseUrl)).headers.get('content-security-policy') ?? '')?.[1];
  const [first, second] = [await nonce(), await nonce()];
  expect(first).toMatch(/^\w{32}$/);
  expect(first).not.toBe(second);
});

test('one page may be framed by others, an app that came in a link, and no other', async () => {
  const policies = async (path: string) => {
    const { headers } = await fetch(`${baseUrl}${path}`, { redirect: 'manual' });
    return {
      framedBy: /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1],
      loadedBy: headers.get('cross-origin-resource-policy'),
      // Threads: the page is isolated as soon as the page around it is, and lets it.
      embedder: headers.get('cross-origin-embedder-policy'),
    };
  };
  expect(await policies('/embed/app')).toEqual({ framedBy: '*', loadedBy: 'cross-origin', embedder: 'require-corp' });
  const own = { framedBy: "'none'", loadedBy: 'same-origin', embedder: 'require-corp' };
  for (const path of ['/', '/app', '/open', '/app?embed', '/embed', '/embed/app/x', '/projects/embed/app'])
    expect(await policies(path), path).toEqual(own);
});
