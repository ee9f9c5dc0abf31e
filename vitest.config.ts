import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Vitest's error report uses Map.groupBy, which Node 20 does not have yet.
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });
function groupBy<K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * What a file says that changes its whole process, and would change it for the next file too: a backend of TF.js other than plain JavaScript, stores and
 * contracts that a page has only once, anything replaced for a time, and programs that are started.
 */
const CHANGES_ITS_PROCESS =
  /start(Backend|Wasm)|setBackend\((?!'cpu'\))|tfjs-backend-(wasm|webgl|webgpu)|createNodeRuntime|app\/(catalogue|editor\/(state|commands))|vi\.|stubGlobal|process\.env|child_process|defineProperty/;
/** Folders whose tests are about threads, kernels and files. */
const ON_THEIR_OWN = ['browser', 'workers', 'prisma', 'cli'];

/** Every other file shares the process and the modules of those before it: most of a short test is loading what it tests. tests/shared-process.ts holds them to it. */
const shared = readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.test.ts') && !ON_THEIR_OWN.some((folder) => name.startsWith(`${folder}/`)))
  .map((name) => `tests/${name}`)
  .filter((name) => !CHANGES_ITS_PROCESS.test(readFileSync(root + name, 'utf8')));

/** A .wasm file as its bytes, as the workers' bundles have it. The name hides that it lies among the packages, which are left to Node. */
const wasmBytes = {
  name: 'wasm-bytes',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id.endsWith('.wasm') ? `/wasm-bytes/${Buffer.from(id).toString('hex')}.js` : null),
  load(id: string) {
    const name = /^\/wasm-bytes\/([0-9a-f]+)\.js$/.exec(id)?.[1];
    if (name === undefined) return null;
    const path = createRequire(import.meta.url).resolve(Buffer.from(name, 'hex').toString());
    const text = readFileSync(path).toString('base64');
    return `export default Uint8Array.from(atob('${text}'), (character) => character.charCodeAt(0));`;
  },
};

export default defineConfig({
  plugins: [wasmBytes],
  resolve: {
    alias: {
      '@': root,
      // As scripts/worker-bundle.ts has it.
      '@huggingface/transformers': `${root}node_modules/@huggingface/transformers/dist/transformers.web.js`,
    },
  },
  test: {
    // A busy machine is no fault; what hangs is ended all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'own', include: ['tests/**/*.test.ts'], exclude: ['tests/browser/**', ...shared] },
      },
      {
        extends: true,
        test: { name: 'shared', include: shared, isolate: false, setupFiles: 'tests/shared-process.ts' },
      },
    ],
  },
});
