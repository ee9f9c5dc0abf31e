// npm run bench -- NAME [arguments]: a measurement against a peer or a target, from a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildPages, fail, installPeers, prepare, root } from './prepare.mjs';

const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
if (!name || !existsSync(join(root, 'bench', `${name}.ts`)))
  fail(`There is no measurement “${name ?? ''}”. These are: ${names.join(', ')}.`);
prepare();
if (name === 'editor') buildPages();
if (['peers', 'generate'].includes(name)) installPeers();
const done = spawnSync(process.execPath, ['--import', 'tsx', join('bench', `${name}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: findChromium() },
});
process.exit(done.status ?? 1);
