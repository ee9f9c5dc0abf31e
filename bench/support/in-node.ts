import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nodeBundle } from '../../scripts/worker-bundle';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a file of bench/measured/ in this process. It is bundled first, as the workers for Node are: Node cannot load the
 * modules of TF.js's gradients one by one.
 */
export async function runInNode(name: string): Promise<void> {
  const outdir = join(root, 'dist/bench');
  await build({
    ...nodeBundle,
    entryPoints: [join(root, 'bench/measured', `${name}.ts`)],
    absWorkingDir: root,
    outdir,
  });
  await import(pathToFileURL(join(outdir, `${name}.mjs`)).href);
}
