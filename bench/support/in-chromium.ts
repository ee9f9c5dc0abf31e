import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { browserBundle } from '../../scripts/worker-bundle';
import { BROWSER_FLAGS } from './browser';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a file of bench/measured/ as a module worker of a cross-origin isolated page in Chromium, bundled as the workers of
 * the product are, and prints what it logs. Throws what it throws.
 */
export async function runInChromium(
  name: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-bench-'));
  await build({
    ...browserBundle,
    define: { ...browserBundle.define, 'globalThis.benchArguments': JSON.stringify(args) },
    entryPoints: [join(root, `bench/measured/${name}.ts`)],
    absWorkingDir: root,
    outdir: folder,
    external: ['node:*'],
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const wasm = path.startsWith('/tfjs/');
    const file = wasm
      ? join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', path.slice(6))
      : join(folder, path);
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
    args: [...BROWSER_FLAGS, ...flags],
  });
  try {
    const page = await browser.newPage();
    page.on('worker', (worker) => worker.on('console', (message) => console.log(message.text())));
    await page.goto(`http://127.0.0.1:${port}/`);
    const problem = await page.evaluate(
      (url) =>
        new Promise<string | null>((resolve) => {
          const worker = new Worker(url, { type: 'module' });
          worker.onmessage = ({ data }) => {
            if (data !== 'heap') return resolve(null);
            const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory');
            if (typeof measure !== 'function') return resolve('this browser does not measure memory');
            measure.call(performance).then(
              ({ breakdown }: { breakdown: { bytes: number; types: string[] }[] }) =>
                worker.postMessage(
                  breakdown
                    .filter(({ types }) => types.includes('JavaScript'))
                    .reduce((sum, { bytes }) => sum + bytes, 0),
                ),
              (error: unknown) => resolve(String(error)),
            );
          };
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
}
