import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  applyEdit,
  check,
  contractOf,
  describeError,
  GenloomError,
  type GraphDocument,
  INSIDE,
  LIMITS,
  locatedOf,
  type Plan,
  type Ports,
  page,
  parseDocumentText,
  pathTitle,
  plan,
  portOf,
  type Step,
  sentenceOf,
  triggersOf,
  upgradeNodes,
} from '@/graph';
import { fireAllEdit } from '@/graph/edit/fire';
import { withValue } from '@/graph/variables/with-value';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { createTeller } from './teller';

const USAGE = `npm run graph -- FILE.json [--node ID]... [--set NAME=VALUE]... [--out FOLDER] [--results FOLDER] [--file PATH]... [--server URL]

  FILE.json          a graph as the editor exports it
  --node ID          run this node and what it needs; without it, every node that leads somewhere
  --out FOLDER       write what the last nodes made there, in files that other programs read
  --set NAME=VALUE   give a variable of the graph another value: --set width=64
  --every 10m        fire the triggers of the graph, run, and again after 10 minutes (s, m, h), until it is stopped
  --times N          with --every: stop after so many times
  --results FOLDER   keep results there, so that a second run computes only what has changed
  --file PATH        a file that the graph reads, as it was chosen in the editor
  --server URL       a running Genloom (npm start), whose connections language models are asked by

The exit code is 0 where everything ran and every gate said yes, 1 where not, and 2 where the command cannot be understood.`;

/** Runs a graph without a page. @returns the exit code: 1 where a step failed, a gate said no, or a node that is wanted cannot run */
export async function runGraph(args: readonly string[], say: (line: string) => void): Promise<0 | 1 | 2> {
  const given = read(args);
  if (!given) {
    say(USAGE);
    return 2;
  }
  try {
    return (await run(given, say)) ? 0 : 1;
  } catch (thrown) {
    say(`✗ ${sentenceOf(describeError(thrown))}`);
    return 1;
  }
}

interface Given {
  readonly path: string;
  readonly targets: readonly string[] | null;
  readonly set: readonly string[];
  readonly every: number | null;
  readonly times: number;
  readonly out: string | undefined;
  readonly results: string | undefined;
  readonly files: readonly string[];
  readonly server: string | undefined;
}

function read(args: readonly string[]): Given | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        node: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        every: { type: 'string' },
        times: { type: 'string' },
        out: { type: 'string' },
        results: { type: 'string' },
        file: { type: 'string', multiple: true },
        server: { type: 'string' },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return null;
    const { node = null, set = [], every, times = 'Infinity', out, results, file = [], server } = values;
    const pace = every === undefined ? null : secondsOf(every);
    if (Number.isNaN(pace) || !(Number(times) >= 1)) return null;
    return {
      path,
      targets: node,
      set,
      every: pace,
      times: every === undefined ? 1 : Number(times),
      out,
      results,
      files: file,
      server,
    };
  } catch {
    return null;
  }
}

/** @throws DocumentError, or what the system says of a file that cannot be read */
async function documentAt(path: string): Promise<GraphDocument> {
  const { size } = await stat(path);
  // The parser refuses it too; a file of gigabytes is not even read.
  if (size > LIMITS.bytes)
    throw new GenloomError({
      code: 'document.too-large',
      title: `“${basename(path)}” is too large for a graph.`,
      fix: 'Give a graph as the editor exports it.',
    });
  return parseDocumentText(await readFile(path, 'utf8'));
}

/** A graph with the values that were given for its variables. @throws GenloomError `variable.none`, `variable.value` */
function withSet(document: GraphDocument, set: readonly string[]): GraphDocument {
  let variables = document.variables ?? [];
  for (const one of set) {
    const at = one.indexOf('=');
    const name = one.slice(0, at).trim().toLowerCase();
    const variable = variables.find((known) => at > 0 && [known.name.toLowerCase(), known.id].includes(name));
    if (!variable)
      throw new GenloomError({
        code: 'variable.none',
        title: `“${one.slice(0, 60)}” sets no variable of this graph.`,
        detail:
          variables.length === 0 ? 'It has none.' : `It has ${variables.map((known) => `“${known.name}”`).join(', ')}.`,
        fix: 'Give --set NAME=VALUE.',
      });
    const changed = withValue(variable, one.slice(at + 1));
    variables = variables.map((known) => (known === variable ? changed : known));
  }
  return variables === document.variables || set.length === 0 ? document : { ...document, variables };
}

async function run(given: Given, say: (line: string) => void): Promise<boolean> {
  const { path, targets, set, every, times, results, files, server } = given;
  let document = withSet(upgradeNodes(await documentAt(path), catalogue), set);
  if (every !== null && triggersOf(document).length === 0)
    throw new GenloomError({
      code: 'trigger.none',
      title: 'This graph has no trigger that could fire.',
      fix: 'Add a “Trigger” before what is to run again and again, or leave --every out.',
    });
  if (!canRun(document, targets, say)) return false;
  const runtime = await createNodeRuntime({
    ...(results !== undefined && { directory: results }),
    ...(server !== undefined && { server }),
  });
  try {
    for (const file of files) await runtime.addAsset({ name: basename(file), bytes: await readFile(file) });
    let succeeded = true;
    for (let time = 1; time <= times; time++) {
      if (every !== null) {
        if (time > 1) await setTimeout(every * 1_000);
        document = applyEdit(document, fireAllEdit(document, new Date().toISOString()));
      }
      succeeded = (await runOnce(document, given, runtime, say)) && succeeded;
    }
    return succeeded;
  } finally {
    await runtime.dispose();
  }
}

/** Whether what is wanted can run; where not, why. */
function canRun(document: GraphDocument, targets: readonly string[] | null, say: (line: string) => void): boolean {
  const checked = check(document, catalogue);
  const planned = plan(document, catalogue, { targets, isCached: () => false, checked });
  if (planned.blocked.length === 0 && planned.steps.length > 0) return true;
  const titleOf = (id: string): string => pathTitle(document, id, catalogue);
  for (const problem of checked.problems)
    if (problem.level === 'error') say(`✗ ${titleOf(problem.nodeId)}: ${sentenceOf(problem)}`);
  const names = planned.blocked.map((id) => `“${titleOf(id)}” (${id})`).join(', ');
  say(names === '' ? '✗ There is nothing to run.' : `✗ These nodes cannot run: ${names}.`);
  return false;
}

async function runOnce(
  document: GraphDocument,
  { targets, out }: Given,
  runtime: Runtime,
  say: (line: string) => void,
): Promise<boolean> {
  const keys = new Map<string, string>();
  const tell = createTeller((id) => pathTitle(document, id, catalogue), say);
  const { done } = await runtime.run({
    document,
    targets,
    onEvents: (events) => {
      for (const event of events) {
        if (event.type === 'finished') keys.set(event.nodeId, event.key);
        tell(event);
      }
    },
  });
  const outcome = await done;
  if (out !== undefined)
    for (const step of wanted(plan(document, catalogue, { targets, isCached: () => false }), targets)) {
      const key = keys.get(step.nodeId);
      if (key !== undefined)
        await save(out, step.nodeId, key, contractOf(locatedOf(step), catalogue)?.outputs ?? {}, runtime, say);
    }
  return outcome === 'succeeded';
}

const SECONDS = { s: 1, m: 60, h: 3_600 } as const;

/** `30s`, `10m`, `2h` in seconds, at most a day; not a number for anything else. */
function secondsOf(said: string): number {
  const [, count, unit] = /^(\d{1,5})([smh])$/.exec(said) ?? [];
  if (count === undefined || (unit !== 's' && unit !== 'm' && unit !== 'h')) return Number.NaN;
  const seconds = Number(count) * SECONDS[unit];
  return seconds >= 1 && seconds <= 86_400 ? seconds : Number.NaN;
}

/** The nodes that were asked for, or those that nothing else takes from. */
function wanted({ steps }: Plan, targets: readonly string[] | null): readonly Step[] {
  const used = new Set(steps.flatMap(({ inputs }) => Object.values(inputs).map(({ nodeId }) => nodeId)));
  return steps.filter(({ nodeId }) =>
    targets ? targets.some((id) => nodeId === id || nodeId.startsWith(id + INSIDE)) : !used.has(nodeId),
  );
}

async function save(
  folder: string,
  nodeId: string,
  key: string,
  outputs: Ports,
  runtime: Pick<Runtime, 'exportValue'>,
  say: (line: string) => void,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [port, declared] of Object.entries(outputs)) {
    // A page is there to be read.
    const formats = portOf(declared).kind.name === page.name ? Object.keys(page.savedAs ?? {}) : [undefined];
    for (const format of formats) {
      const { name, bytes } = await runtime.exportValue(key, port, format);
      const path = join(folder, `${nodeId.replaceAll(INSIDE, '.')}.${name}`);
      await writeFile(path, bytes);
      say(`  wrote ${path}`);
    }
  }
}
