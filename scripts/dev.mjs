// npm run dev: the pages rebuild as you write; kernels and workers are built once, at the start.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ofLoopback, prepare, prepareDatabase, root } from './prepare.mjs';

prepare();
prepareDatabase();
const next = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1'], {
  cwd: root,
  env: { ...process.env, ...ofLoopback, NEXT_TELEMETRY_DISABLED: '1' },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => next.kill(signal));
next.on('exit', (code) => process.exit(code ?? 0));
