// npm test: types, lint, import rules, unit tests, and real-browser tests against the production build. The last line counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { firstLoad } from './first-load.mjs';
import { bin, buildPages, prepare, root } from './prepare.mjs';
import { serve } from './server.mjs';

let passed = 0;
let failed = 0;
let finished = false;
const folder = mkdtempSync(join(tmpdir(), 'genloom-test-'));
// Whatever ends the run, its last line says how it went; a run that ended early has failed.
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
  if (!finished) failed++;
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

prepare();
// The build comes first: it writes the types of the routes, which the type check reads.
buildPages();
await Promise.all([
  check('types', [bin('typescript', 'tsc'), '--noEmit', '-p', '.']),
  check('lint', [bin('@biomejs/biome', 'biome'), 'check', '--diagnostic-level=error', '.']),
  check('import rules', [bin('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.cjs', ...parts()]),
]);
suite('unit tests', 'vitest.config.ts');
const chromium = findChromium();
const server = await serve({ GENLOOM_ALLOW_PRIVATE_FETCH: '1' });
try {
  await firstLoads(server.url);
  suite('browser tests', 'vitest.browser.config.ts', { GENLOOM_URL: server.url, CHROME_PATH: chromium });
} finally {
  await server.stop();
}
finished = true;

/** The parts of the house that the import rules speak about. */
function parts() {
  const all = ['app', 'cli', 'graph', 'ml', 'nodes', 'prisma', 'workers'];
  return all.filter((part) => existsSync(join(root, part)));
}

function report(what, right, wrong, began) {
  passed += right;
  failed += wrong;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${wrong > 0 ? '✗' : '✓'} ${what}: ${right} passed, ${wrong} failed (${seconds} s)`);
}

/** One check by another program; counts as one test. */
function check(what, args) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      report(what, code === 0 ? 1 : 0, code === 0 ? 0 : 1, began);
      resolve();
    });
  });
}

/** Runs Vitest with a configuration and adds what it counted. A run that ends before it counts is one failure. */
function suite(what, config, env = {}) {
  console.log(`\n${what}`);
  const began = performance.now();
  const file = join(folder, `${config}.json`);
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const done = spawnSync(process.execPath, [bin('vitest', 'vitest'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (!existsSync(file)) return report(`${what} (Vitest ended without a report)`, 0, 1, began);
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
  // A file that does not even load fails no test of its own.
  const unseen = done.status !== 0 && numFailedTests === 0 ? Math.max(1, numFailedTestSuites) : 0;
  report(what, numPassedTests, numFailedTests + unseen, began);
}

/** Prints the first-load JavaScript of home and editor, and holds it to its bounds. */
async function firstLoads(url) {
  const created = await fetch(`${url}/api/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'First load' }),
  });
  const { id } = await created.json();
  console.log('\nfirst-load JavaScript, gzipped');
  for (const [page, path, bound] of [
    ['home', '/', 170],
    ['editor', `/projects/${id}`, 350],
  ]) {
    const began = performance.now();
    const { kilobytes, scripts, tensorflow } = await firstLoad(url + path);
    const ok = kilobytes > 0 && kilobytes <= bound && !tensorflow;
    const size = `${kilobytes.toFixed(0)} kB in ${scripts} files, at most ${bound} kB`;
    report(`${page}: ${size}${tensorflow ? '; TensorFlow.js is in it' : ''}`, ok ? 1 : 0, ok ? 0 : 1, began);
  }
}
