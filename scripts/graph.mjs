// npm run graph -- FILE.json: runs a graph without a page, from a fresh clone.
import { spawnSync } from 'node:child_process';
import { prepare, root } from './prepare.mjs';

prepare();
const done = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/run-graph.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
