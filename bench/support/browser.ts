import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/launch-chromium';

const ROOT = join(import.meta.dirname, '..', '..');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
  '.css': 'text/css',
  '.map': 'application/json',
};

/**
 * Opens a page that runs one script of `bench/pages/` beside the workers of the production build, and closes everything afterwards.
 */
export async function onBenchPage<Result>(
  script: string,
  measure: (page: Page) => Promise<Result>,
  routes: Routes = {},
): Promise<Result> {
  const served = await serveBenchPage(script, routes);
  const browser = await launchChromium();
  try {
    return await measure(await openPage(browser, served.url));
  } finally {
    await browser.close();
    served.close();
  }
}

/** A page of a context of its own, whose errors are told. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`page: ${message.text()}`);
  });
  await page.goto(url);
  return page;
}

/** What answers beside the page's own files, by path. */
export type Routes = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;

/** Bundles one script of `bench/pages/` and serves it on a free loopback port, isolated as the real pages are. */
export async function serveBenchPage(
  script: string,
  routes: Routes = {},
): Promise<{ readonly url: string; readonly close: () => void }> {
  const bundled = await build({
    entryPoints: [join(ROOT, 'bench', 'pages', script)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    write: false,
    outdir: 'out',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
    tsconfig: join(ROOT, 'tsconfig.json'),
  });
  const files = new Map(
    bundled.outputFiles.map((file) => [
      file.path.endsWith('.css') ? '/bench.css' : '/bench.js',
      Buffer.from(file.contents),
    ]),
  );
  if (!files.has('/bench.css')) files.set('/bench.css', Buffer.from(''));
  files.set(
    '/',
    Buffer.from(
      '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/bench.css"><div id="root"></div><script type="module" src="/bench.js"></script>',
    ),
  );
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const route = routes[path];
    if (route) return route(request, response);
    const known = files.get(path);
    (known ? Promise.resolve(known) : readFile(join(ROOT, 'public', path))).then(
      (body) => {
        response.writeHead(200, {
          'content-type': path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
