/**
 * Runs a measurement as a module worker of a cross-origin isolated page in Chromium, and prints what it logs.
 * `npx tsx bench/in-chromium.ts wasm-kernels [arguments]`
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { browserBundle } from '../scripts/worker-bundle';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name = '', ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'genloom-bench-'));
const options = {
  ...browserBundle,
  define: { ...browserBundle.define, 'globalThis.benchArguments': JSON.stringify(args) },
};
await build({
  ...options,
  entryPoints: [join(root, `bench/${name}.ts`)],
  absWorkingDir: root,
  outdir: folder,
  external: ['node:*'],
});

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const wasm = path.startsWith('/tfjs/');
  const file = wasm ? join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', path.slice(6)) : join(folder, path);
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.setHeader('Content-Type', path === '/' ? 'text/html' : wasm ? 'application/wasm' : 'text/javascript');
  if (path !== '/' && !existsSync(file)) response.writeHead(404);
  response.end(path === '/' ? '<link rel="icon" href="data:,">' : existsSync(file) ? readFileSync(file) : '');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  page.on('worker', (worker) => worker.on('console', (message) => console.log(message.text())));
  await page.goto(`http://127.0.0.1:${port}/`);
  const problem = await page.evaluate(
    (url) =>
      new Promise<string | null>((resolve) => {
        const worker = new Worker(url, { type: 'module' });
        worker.onmessage = () => resolve(null);
        worker.onerror = (event) => resolve(event.message);
      }),
    `/${name}.js`,
  );
  if (problem) throw new Error(problem);
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
