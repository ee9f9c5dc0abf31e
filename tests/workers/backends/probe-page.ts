import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '@/scripts/launch-chromium';
import { browserBundle } from '@/scripts/worker-bundle';
import type { BackendPreference } from '@/workers/runtime';
import type { ProbeReport, ProbeRequest } from './probe.worker';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface ProbePage {
  /** Starts a fresh worker that starts a backend, and what it then says; throws what it threw. */
  probe(preference: BackendPreference, options?: Partial<Omit<ProbeRequest, 'preference'>>): Promise<ProbeReport>;
  /** Everything that the page and its workers wrote to the console as an error. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/**
 * A cross-origin isolated page in a real browser, with the probe worker bundled as the workers of the product are.
 * Without `threadsAllowed` its policy forbids the threads of our kernels.
 */
export async function openProbePage(threadsAllowed = true): Promise<ProbePage> {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-probe-'));
  await build({
    ...browserBundle,
    entryPoints: [join(root, 'tests/workers/backends/probe.worker.ts')],
    absWorkingDir: root,
    outdir: folder,
  });
  const server = await serve(folder, threadsAllowed ? 'blob:' : '');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await launchChromium();
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('worker', (worker) =>
    worker.on('console', (message) => message.type() === 'error' && errors.push(message.text())),
  );
  await page.goto(`http://127.0.0.1:${port}/`);
  return {
    errors,
    probe: async (preference, { threads = 2, train = false, fused = false, families = false } = {}) => {
      const answer = await page.evaluate(
        (message) =>
          new Promise<{ report?: ProbeReport; error?: string }>((resolve) => {
            const worker = new Worker('/probe.worker.js', { type: 'module' });
            worker.onmessage = ({ data }) => {
              worker.terminate();
              resolve(data);
            };
            // One that does not even load would be waited for in vain.
            worker.onerror = ({ message: error }) => resolve({ error: error || 'The worker did not load.' });
            worker.postMessage(message);
          }),
        { preference, threads, train, fused, families } satisfies ProbeRequest,
      );
      if (!answer.report) throw new Error(answer.error ?? 'The worker gave no report.');
      return answer.report;
    },
    close: async () => {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

function serve(folder: string, threads: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const headers = {
      // What the product's pages say too: no eval, scripts of our own, and threads.
      'Content-Security-Policy': `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' ${threads}; img-src data:`,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Content-Type': TYPES[extname(path)] ?? 'text/html',
    };
    const wasm = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
    try {
      const body =
        path === '/'
          ? '<link rel="icon" href="data:,">'
          : readFileSync(path.startsWith('/tfjs/') ? join(wasm, path.slice(6)) : join(folder, path));
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
