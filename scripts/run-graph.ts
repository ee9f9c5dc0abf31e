// Bundles the command first, as the workers for Node are: Node cannot load the modules of TF.js's gradients one by one.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nodeBundle } from './worker-bundle';

const root = join(import.meta.dirname, '..');
const outdir = join(root, 'dist/cli');
await build({ ...nodeBundle, entryPoints: [join(root, 'cli/index.ts')], absWorkingDir: root, outdir });
await import(pathToFileURL(join(outdir, 'index.mjs')).href);
