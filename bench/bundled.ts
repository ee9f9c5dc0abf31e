/**
 * Runs a measurement that uses TF.js's gradients, whose modules Node cannot load one by one: bundles it as the workers
 * for Node are and runs the bundle. `npx tsx bench/bundled.ts gpt-step [arguments]`
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nodeBundle } from '../scripts/worker-bundle';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? '';
const outdir = join(root, 'dist/bench');
await build({ ...nodeBundle, entryPoints: [join(root, 'bench', `${name}.ts`)], absWorkingDir: root, outdir });
await import(pathToFileURL(join(outdir, `${name}.mjs`)).href);
