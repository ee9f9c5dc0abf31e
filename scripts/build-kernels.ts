/**
 * Compiles workers/kernels/wasm/ (AssemblyScript) to WebAssembly and writes each variant as a TypeScript module that
 * exports its bytes as base64, so that a browser bundle and Node import it alike, with neither fetch nor eval.
 * Nothing is done when the sources, the compiler and this script are those of the last build.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hasData } from '../workers/kernels/wasm-module';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'workers/kernels/wasm');
const threads = join(root, 'workers/kernels/threads');
const target = join(root, 'workers/kernels/generated');

/** The memory of TF.js has 256 pages at least and 65,536 at most, shared or not: the loader declares which. */
const common = [
  '--importMemory',
  '--initialMemory',
  '256',
  '--maximumMemory',
  '65536',
  '--runtime',
  'stub',
  '-O3',
  '--noAssert',
  '--enable',
  'simd',
];
const variants: Readonly<Record<string, readonly string[]>> = {
  simd: common,
  relaxed: [...common, '--enable', 'relaxed-simd'],
};

type Compiler = typeof import('assemblyscript/asc')['default'];

const only = process.argv[2];
await (only === undefined ? main() : compileVariant(only));

async function main(): Promise<void> {
  const files = readdirSync(sources).filter((name) => name.endsWith('.ts'));
  const hash = hashOf([
    join(root, 'node_modules/assemblyscript/package.json'),
    fileURLToPath(import.meta.url),
    ...readdirSync(threads).map((name) => join(threads, name)),
    ...files.map((name) => join(sources, name)),
  ]);
  const stamp = join(target, 'hash.txt');
  if (readIfThere(stamp) === hash) {
    console.log('kernels: up to date');
    return;
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // Half a minute each, on one processor: side by side.
  const self = fileURLToPath(import.meta.url);
  const compiled = Object.keys(variants).map((name) => run(process.execPath, ['--import', 'tsx', self, name]));
  for (const { stdout } of await Promise.all(compiled)) process.stdout.write(stdout);
  const source = await bundleThread();
  writeFileSync(join(target, 'thread.ts'), `export const source = ${JSON.stringify(source)};\n`);
  console.log(`kernels: thread, ${source.length} characters`);
  writeFileSync(stamp, hash);
}

async function compileVariant(name: string): Promise<void> {
  const { default: asc } = await import('assemblyscript/asc');
  const bytes = await compile(asc, variants[name] ?? []);
  if (hasData(bytes)) throw new Error('A kernel has constants in memory, which would be written over those of TF.js.');
  writeFileSync(join(target, `${name}.ts`), `export const base64 =\n  '${Buffer.from(bytes).toString('base64')}';\n`);
  console.log(`kernels: ${name}, ${bytes.length} bytes`);
}

/** The thread's program as one text: no other bundler sees it, so none can break it. */
async function bundleThread(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(threads, 'thread.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    external: ['node:*'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function compile(asc: Compiler, flags: readonly string[]): Promise<Uint8Array> {
  const out: { bytes: Uint8Array | null } = { bytes: null };
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'out.wasm', ...flags], {
    readFile: (name: string, base: string) => readIfThere(join(sources, base === '.' ? '' : base, name)),
    writeFile: (_name: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') out.bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !out.bytes) throw new Error(`AssemblyScript: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return out.bytes;
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
