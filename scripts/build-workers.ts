/**
 * Bundles the workers: for browsers to public/workers/, with TF.js's three .wasm files in public/workers/tfjs/ and
 * ONNX Runtime's in public/workers/ort/, and for
 * Node's worker threads to dist/node/. Nothing is done while every file that went into the last build is unchanged.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { browserBundle, nodeBundle } from './worker-bundle';

interface BuildRecord {
  readonly entries: readonly string[];
  /** Path from the root to SHA-256, of everything that was bundled and of what decides how. */
  readonly inputs: Readonly<{ [path: string]: string }>;
  readonly outputs: readonly string[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const recipe = ['scripts/build-workers.ts', 'scripts/worker-bundle.ts', 'tsconfig.json', 'package-lock.json'];

const browserEntries = ['workers/engine.worker.ts', 'workers/step.worker.ts'].filter((path) =>
  existsSync(join(root, path)),
);
const nodeEntries = ['workers/step.worker.ts'].filter((path) => existsSync(join(root, path)));

copyWasm();
await bundle('browser', { ...browserBundle, outdir: 'public/workers' }, browserEntries, ['tfjs', 'ort']);
await bundle('node', { ...nodeBundle, outdir: 'dist/node' }, nodeEntries, []);

async function bundle(
  name: string,
  options: BuildOptions & { readonly outdir: string },
  entries: readonly string[],
  keep: readonly string[],
): Promise<void> {
  const recordPath = join(root, '.cache', `workers-${name}.json`);
  if (entries.length === 0) return console.log(`workers for ${name}: no entry point is there`);
  if (upToDate(recordPath, entries)) return console.log(`workers for ${name}: up to date`);
  const outdir = join(root, options.outdir);
  mkdirSync(outdir, { recursive: true });
  for (const old of readdirSync(outdir)) if (!keep.includes(old)) rmSync(join(outdir, old), { recursive: true });
  const { metafile } = await build({ ...options, entryPoints: [...entries], absWorkingDir: root, metafile: true });
  const inputs = [...Object.keys(metafile.inputs).filter((path) => existsSync(join(root, path))), ...recipe];
  const record: BuildRecord = {
    entries,
    inputs: Object.fromEntries(inputs.map((path) => [path, hashOf(path)])),
    outputs: Object.keys(metafile.outputs),
  };
  mkdirSync(dirname(recordPath), { recursive: true });
  writeFileSync(recordPath, JSON.stringify(record));
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`workers for ${name}: ${record.outputs.length} files, ${(bytes / 1024).toFixed(0)} kB`);
}

function upToDate(recordPath: string, entries: readonly string[]): boolean {
  if (!existsSync(recordPath)) return false;
  const record: BuildRecord = JSON.parse(readFileSync(recordPath, 'utf8'));
  return (
    record.entries.join() === entries.join() &&
    record.outputs.every((path) => existsSync(join(root, path))) &&
    Object.entries(record.inputs).every(([path, hash]) => existsSync(join(root, path)) && hashOf(path) === hash)
  );
}

function copyWasm(): void {
  copyFiles('@tensorflow/tfjs-backend-wasm/dist', 'tfjs', /\.wasm$/);
  // The build for processors, and the larger one that knows WebGPU too.
  copyFiles('onnxruntime-web/dist', 'ort', /^ort-wasm-simd-threaded(\.asyncify)?\.(wasm|mjs)$/);
}

function copyFiles(packageFolder: string, folder: string, wanted: RegExp): void {
  const from = join(root, 'node_modules', packageFolder);
  const to = join(root, 'public/workers', folder);
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((name) => wanted.test(name)))
    copyFileSync(join(from, file), join(to, file));
}

function hashOf(path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex');
}
