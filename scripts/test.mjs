// npm test: types, lint, import rules, unit tests, and real-browser tests against the production build. The last line counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { bin, buildPages, prepare, root, StepError } from './prepare.mjs';
import { freePort, serve } from './server.mjs';

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
const built = await stage(buildPages);
await Promise.all([
  check('types', [bin('typescript', 'tsc'), '--noEmit', '-p', '.']),
  check('lint', [bin('@biomejs/biome', 'biome'), 'check', '--diagnostic-level=error', '.']),
  check('import rules', cruise('.dependency-cruiser.cjs')),
]);
// Some unit tests start a browser too; they skip themselves where there is none, and the browser tests say what to do.
const chromium = await stage(findChromium);
suite('unit tests', 'vitest.config.ts', chromium.done ? { CHROME_PATH: chromium.done } : {});
if (built.ok && chromium.ok) await stage(browserTests);
finished = true;

/** Runs a stage. One that breaks counts as a failure and says why; later ones that do not need it go on. */
async function stage(run) {
  try {
    return { ok: true, done: await run() };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    failed++;
    console.error(`✗ ${error.message}`);
    return { ok: false };
  }
}

async function browserTests() {
  // Tests imitate the hub that models are fetched from, and a service whose models are asked, and serve tools by MCP, there.
  const hub = `http://127.0.0.1:${await freePort()}`;
  const llm = `http://127.0.0.1:${await freePort()}`;
  const mcp = `http://127.0.0.1:${await freePort()}`;
  const server = await serve({
    GENLOOM_ALLOW_PRIVATE_FETCH: '1',
    GENLOOM_HUB_HOSTS: hub,
    GENLOOM_LLM_HOSTS: llm,
    GENLOOM_MCP_HOSTS: mcp,
  });
  const env = {
    GENLOOM_URL: server.url,
    GENLOOM_TEST_HUB: hub,
    GENLOOM_TEST_LLM: llm,
    GENLOOM_TEST_MCP: mcp,
    CHROME_PATH: chromium.done,
  };
  try {
    suite('browser tests', 'vitest.browser.config.ts', env);
  } finally {
    await server.stop();
  }
}

function cruise(rules) {
  const parts = ['app', 'cli', 'graph', 'ml', 'nodes', 'prisma', 'workers'].filter((part) =>
    existsSync(join(root, part)),
  );
  return [bin('dependency-cruiser', 'depcruise'), '--config', rules, ...parts];
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
