import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nodeBundle } from '../../scripts/worker-bundle';
import type { Tasks, Work } from './contender';
import type { Contender } from './contenders';

const root = join(import.meta.dirname, '..', '..');

/** Runs a file of bench/measured/ in this process. */
export const runInNode = async (name: string): Promise<void> => void (await load('measured', name));

/** Our side of a comparison in this process, beside those in a browser. Whoever measures awaits one round before asking another side for one. */
export async function startInNode(): Promise<Contender> {
  const { tasks }: { tasks: Tasks } = await load('contenders', 'node');
  let work: Work | undefined;
  return {
    name: 'node',
    tasks: Object.keys(tasks),
    async prepare(task, settings) {
      // The measurement wrote the settings for this very task.
      work = await tasks[task]?.(settings as never);
    },
    async round(runs, warm) {
      if (!work) throw new Error('nothing is prepared');
      return work.round(runs, warm);
    },
    async dispose() {
      work?.dispose();
      work = undefined;
    },
  };
}

/** Bundled first, as the workers for Node are: Node cannot load the modules of TF.js's gradients one by one. */
async function load(folder: string, name: string) {
  const outdir = join(root, 'dist/bench');
  await build({ ...nodeBundle, entryPoints: [join(root, 'bench', folder, `${name}.ts`)], absWorkingDir: root, outdir });
  return import(pathToFileURL(join(outdir, `${name}.mjs`)).href);
}
