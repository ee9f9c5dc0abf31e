// npm test: types, lint, import rules, unit tests, and real-browser tests against the production build. The last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { firstLoad } from './first-load.mjs';
import { buildPages, prepare, root } from './prepare.mjs';
import { serve } from './server.mjs';

let passed = 0;
let failed = 0;
const count = (ok) => (ok ? passed++ : failed++);
const folder = mkdtempSync(join(tmpdir(), 'genloom-test-'));

prepare();
check('types', 'npx', ['tsc', '--noEmit', '-p', '.']);
check('lint', 'npx', ['biome', 'check', '--diagnostic-level=error', '.']);
check('import rules', 'npx', [
  'depcruise',
  '--config',
  '.dependency-cruiser.cjs',
  'app',
  'graph',
  'nodes',
  'ml',
  'workers',
  'prisma',
  'cli',
]);
vitest('unit tests', 'vitest.config.ts');
buildPages();
const chromium = findChromium();
const server = await serve({ GENLOOM_ALLOW_PRIVATE_FETCH: '1' });
try {
  await firstLoads(server.url);
  vitest('browser tests', 'vitest.browser.config.ts', { GENLOOM_URL: server.url, CHROME_PATH: chromium });
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** One check by another program; counts as one test. */
function check(what, command, args) {
  const began = performance.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) process.stdout.write(`${done.stdout}${done.stderr}`);
  console.log(`${done.status === 0 ? '✓' : '✗'} ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  count(done.status === 0);
}

/** Runs Vitest with a configuration and adds what it counted. A run that ends before it counts is one failure. */
function vitest(what, config, env = {}) {
  console.log(`\n${what}`);
  const report = join(folder, `${config}.json`);
  const done = spawnSync(
    'npx',
    ['vitest', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    },
  );
  let counts = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    failed++;
    console.log(`✗ ${what}: Vitest ended without a report`);
    return;
  }
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A file that does not even load fails no test of its own.
  if (done.status !== 0 && counts.numFailedTests === 0) failed += Math.max(1, counts.numFailedTestSuites);
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
    const { kilobytes, scripts, tensorflow } = await firstLoad(url + path);
    const ok = kilobytes > 0 && kilobytes <= bound && !tensorflow;
    console.log(
      `${ok ? '✓' : '✗'} ${page}: ${kilobytes.toFixed(0)} kB in ${scripts} files, at most ${bound} kB${tensorflow ? '; TensorFlow.js is in it' : ''}`,
    );
    count(ok);
  }
}
