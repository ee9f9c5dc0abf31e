// What both commands need first. Plain Node without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules', '.genloom');

/** A step that did not work, with a sentence that helps. Where nobody catches it, it ends the program with that sentence alone. */
export class StepError extends Error {}
export function fail(sentence) {
  throw new StepError(sentence);
}
process.on('uncaughtException', (error) => {
  console.error(error instanceof StepError ? `\n✗ ${error.message}` : error);
  process.exit(1);
});

/** The file to run with Node for a command of a package: quicker than npx, and the same on every system. */
export function bin(packageName, name) {
  const folder = join(root, 'node_modules', packageName);
  const { bin: entries } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof entries === 'string' ? entries : entries[name]);
}

/** Runs a program in the project and ends with its output when it fails. */
export function run(what, command, args, { env = {}, help = '', quiet = true, cwd = root } = {}) {
  const began = performance.now();
  const done = spawnSync(command, args, {
    cwd,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    fail(`${what} did not work (${command} ${args.join(' ')}). ${help || 'The lines above say why.'}`);
  }
  console.log(`✓ ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

/** Runs a step only when what it depends on has changed since it last succeeded. */
export function unlessUnchanged(name, digest, outputs, step) {
  const stamp = join(stamps, name);
  const same =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest &&
    outputs.every((output) => existsSync(join(root, output)));
  if (same) return;
  step();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, digest);
}

/** A digest of files and of everything below folders. */
export function digestOf(paths) {
  const digest = createHash('sha256').update(process.version);
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const entry of readdirSync(full).sort()) if (!ignored.has(entry)) visit(join(path, entry));
    } else digest.update(path).update('\0').update(readFileSync(full));
  };
  paths.forEach(visit);
  return digest.digest('hex');
}
const ignored = new Set(['node_modules', '.next', '.git', 'generated']);

/** Installs the packages of the lock file and writes everything that is generated; a second time it finds that nothing has changed. */
export function prepare() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    fail(`Genloom needs Node 20.9 or newer; this is ${process.version}. Install a newer Node and try again.`);
  installPackages(root, 'packages installed');
  unlessUnchanged(
    'database client',
    digestOf(['prisma/schema.prisma', 'package-lock.json']),
    ['prisma/generated/client.ts'],
    () =>
      run('database client generated', process.execPath, [bin('prisma', 'prisma'), 'generate'], {
        // The schema engine is not used for generating, and cannot be downloaded offline: any file that exists will do.
        env: {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      }),
  );
  unlessUnchanged(
    'directory of nodes',
    digestOf(['nodes', 'graph', 'scripts/build-directory.ts', 'package-lock.json']),
    ['nodes/generated/directory.ts', 'nodes/generated/families.ts'],
    () => run('directory of nodes written', process.execPath, ['--import', 'tsx', 'scripts/build-directory.ts']),
  );
  // These two find out by themselves what has changed.
  run('kernels compiled', process.execPath, ['--import', 'tsx', 'scripts/build-kernels.ts']);
  run('workers bundled', process.execPath, ['--import', 'tsx', 'scripts/build-workers.ts']);
}

/** Installs what only measurements compare with, in a folder of its own: neither the product nor its tests need it. */
export function installPeers() {
  installPackages(join(root, 'bench', 'peers'), 'peers installed');
}

/** WebGPU for Node, only for the measurement that asks for it: 130 MB. */
export function installDawn() {
  installPackages(join(root, 'bench', 'dawn'), 'Dawn installed');
}

/** English that models of a measurement read first, only for that measurement: 22 MB. */
export function installTexts() {
  installPackages(join(root, 'bench', 'texts'), 'texts installed');
}

/** Installs the packages of a folder's lock file unless they stand there. None needs its install script here, and some would download what is never used. */
function installPackages(folder, what) {
  if (packagesMatch(folder)) return;
  run(what, process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    help: 'Check that the npm registry can be reached, then run the command again.',
  });
}

/** npm keeps a record of what it installed: nothing is left to do when every package of the lock file stands there in its version. */
function packagesMatch(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

/** Tells a server that it was started at 127.0.0.1, where only programs of this machine reach it: it may use language models of this machine then. */
export const ofLoopback = { GENLOOM_LISTENS_ON: '127.0.0.1' };

/** Builds the pages. */
export function buildPages() {
  unlessUnchanged(
    'pages',
    digestOf([
      'app',
      'graph',
      'nodes',
      'ml',
      'workers',
      'prisma',
      'public',
      'proxy.ts',
      'next.config.js',
      'package-lock.json',
      'tsconfig.json',
    ]),
    ['.next/BUILD_ID'],
    () => run('pages built', process.execPath, [bin('next', 'next'), 'build']),
  );
}

/** Creates the database file if there is none, and brings it to the newest schema. */
export function prepareDatabase(env = {}) {
  run('database ready', process.execPath, ['--import', 'tsx', 'scripts/database.ts'], { env });
}
