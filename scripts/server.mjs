// A production server with a database of its own, for tests and measurements.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ofLoopback, prepareDatabase, root, StepError } from './prepare.mjs';

/** Serves the built pages on a free loopback port. `stop` ends the server and removes its database; `halt` and `resume` are what a crash looks like. */
export async function serve(env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-'));
  const database = { GENLOOM_DATABASE_URL: `file:${join(folder, 'genloom.db')}`, ...env };
  prepareDatabase(database);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  const start = async () => {
    const server = spawn(
      process.execPath,
      [join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
      {
        cwd: root,
        env: { ...process.env, ...ofLoopback, ...database, NEXT_TELEMETRY_DISABLED: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    server.stdout.on('data', (chunk) => (output += chunk));
    server.stderr.on('data', (chunk) => (output += chunk));
    const deadline = Date.now() + 60_000;
    while (!(await answers(url))) {
      if (server.exitCode !== null || Date.now() > deadline)
        throw new StepError(`The server did not start:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return server;
  };
  let server = await start();
  const end = async (signal) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
    server.kill('SIGKILL');
  };
  return {
    url,
    halt: () => end('SIGKILL'),
    resume: async () => {
      server = await start();
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    output: () => output,
  };
}

function answers(url) {
  return fetch(url).then(
    (response) => response.status < 500,
    () => false,
  );
}

/** A loopback port that nobody listens at now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
