import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { browserBundle } from '../../scripts/worker-bundle';

const root = join(import.meta.dirname, '..', '..');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Folders that are served besides the bundled workers: TF.js's `.wasm` files, and onnxruntime's. */
const folders: Record<string, string> = {
  tfjs: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  onnxruntime: join(root, 'bench/peers/node_modules/onnxruntime-web/dist'),
};

/**
 * Bundles files of bench/ as module workers, each at `/NAME.js`, and serves them with an empty page, cross-origin isolated, on a free loopback port.
 * Packages of bench/peers/ are found too.
 */
export async function serveWorkers(
  entryPoints: Readonly<Record<string, string>>,
  options: BuildOptions = {},
): Promise<{ readonly url: string; readonly close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-bench-'));
  await build({
    ...browserBundle,
    ...options,
    define: { ...browserBundle.define, ...options.define },
    entryPoints: { ...entryPoints },
    absWorkingDir: root,
    outdir: folder,
    nodePaths: [join(root, 'bench/peers/node_modules')],
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const [, first = '', ...rest] = path.split('/');
    const file = first in folders ? join(folders[first] ?? '', rest.join('/')) : join(folder, path);
    const found = path === '/' || existsSync(file);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Content-Type', path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'text/plain'));
    if (!found) response.writeHead(404);
    response.end(path === '/' ? '<link rel="icon" href="data:,">' : found ? readFileSync(file) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
