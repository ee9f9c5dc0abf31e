import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { GraphDocument } from '@/graph';

export interface RunLimits {
  readonly milliseconds: number;
  /** Of each JavaScript heap of the program. */
  readonly megabytes: number;
}
export const USUAL: RunLimits = { milliseconds: 300_000, megabytes: 2_048 };

export interface Ran {
  readonly text: string;
  readonly isError: boolean;
}

const MOST = { told: 20_000, files: 20, characters: 200_000 } as const;
const READABLE = new Set(['.txt', '.md', '.csv', '.json', '.jsonl']);

/**
 * Runs a graph in a program of its own, as `npm run graph` does, never in this one: bounded in time and in its heaps, without this server’s environment, in a
 * folder that is gone afterwards. What its last nodes made is given as text, as far as it is.
 * @param server where its language models and pages are asked for; null for nowhere
 */
export async function runGraphApart(
  document: GraphDocument,
  server: string | null,
  signal: AbortSignal,
  { milliseconds, megabytes }: RunLimits = USUAL,
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'genloom-served-'));
  try {
    const [file, out] = [join(folder, 'graph.json'), join(folder, 'out')];
    await writeFile(file, JSON.stringify(document));
    const { PATH = '', HOME = '' } = process.env;
    const program = spawn(
      process.execPath,
      [
        `--max-old-space-size=${megabytes}`,
        ...['--import', 'tsx', 'scripts/run-graph.ts', file, '--out', out],
        ...(server === null ? [] : ['--server', server]),
      ],
      // A group of its own, which is ended as a whole. Next has its own idea of what the environment holds.
      {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH, HOME, TMPDIR: folder, NODE_ENV: 'production' },
      },
    );
    const { code, told, late } = await ended(program, AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]));
    if (late)
      return {
        text: `The graph was stopped: it did not end within ${Math.round(milliseconds / 1000)} seconds.`,
        isError: true,
      };
    if (code !== 0)
      return { text: told.replaceAll(folder, '').trim() || 'The graph ended without saying why.', isError: true };
    return { text: await made(out), isError: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(
  program: ChildProcess,
  stop: AbortSignal,
): Promise<{ code: number | null; told: string; late: boolean }> {
  return new Promise((done, fail) => {
    let told = '';
    for (const stream of [program.stdout, program.stderr])
      stream?.on('data', (bytes: Buffer) => {
        // Its end says most.
        told = (told + bytes.toString('utf8')).slice(-MOST.told);
      });
    const end = () => {
      try {
        if (program.pid !== undefined) process.kill(-program.pid, 'SIGKILL');
      } catch {
        program.kill('SIGKILL'); // where there are no groups of processes
      }
    };
    stop.addEventListener('abort', end, { once: true });
    if (stop.aborted) end();
    program.on('error', fail);
    program.on('close', (code) => {
      stop.removeEventListener('abort', end);
      done({ code, told, late: stop.aborted });
    });
  });
}

async function made(out: string): Promise<string> {
  const names = (await readdir(out).catch(() => [])).sort().slice(0, MOST.files);
  const parts: string[] = [];
  for (const name of names) {
    const { size } = await stat(join(out, name));
    const isReadable = READABLE.has(extname(name)) && size <= MOST.characters;
    const text = isReadable
      ? await readFile(join(out, name), 'utf8')
      : `[${size.toLocaleString('en')} bytes, left out]`;
    parts.push(names.length === 1 ? text : `## ${name}\n\n${text}`);
  }
  return parts.join('\n\n').slice(0, MOST.characters) || 'The graph ran; none of its last nodes made anything to read.';
}
