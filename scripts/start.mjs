// npm start: everything from a fresh clone to the address.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildPages, fail, ofLoopback, prepare, prepareDatabase, root } from './prepare.mjs';

prepare();
prepareDatabase();
buildPages();
const port = await freePort(Number(process.env.PORT ?? 3000));
const server = spawn(
  process.execPath,
  [join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
  {
    cwd: root,
    env: { ...process.env, ...ofLoopback, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
server.stdout.on('data', (chunk) => {
  if (String(chunk).includes('Ready'))
    console.log(`\nGenloom is ready: http://localhost:${port}\nStop it with Ctrl+C.\n`);
});
server.on('exit', (code) => {
  if (code) fail(`The server ended with code ${code}.`);
  process.exit(0);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

/** The wished port, or the next free one above it. */
async function freePort(wished) {
  for (let port = wished; port < wished + 100; port++) if (await isFree(port)) return port;
  return fail(`No port between ${wished} and ${wished + 99} is free. Set PORT to one that is.`);
}
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
