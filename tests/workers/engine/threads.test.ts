import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { build } from 'esbuild';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createNodeRuntime } from '@/workers/node';
import type { Spawn } from '@/workers/pool';
import type { Runtime } from '@/workers/runtime';
import { playground } from './playground';
import { eventOf, expectWellTold, graphOf, runAll, startRun, step, typesOf } from './support';
import type { ThreadWorker } from './thread.worker';

let code = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./thread.worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['@tensorflow/*'],
    logLevel: 'error',
  });
  code = outputFiles[0]?.text ?? '';
});

const open: Runtime[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
});

/** Steps run in threads of their own, as in the browser they run in Web Workers. */
async function withThreads(count: number) {
  const threads: Worker[] = [];
  const spawn: Spawn = (hooks) => {
    const thread = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } });
    threads.push(thread);
    const ready = Comlink.wrap<ThreadWorker>(nodeEndpoint(thread)).init(Comlink.proxy(hooks));
    return {
      api: {
        run: async (request) => (await ready).run(request),
        control: async (command, tasks) => (await ready).control(command, tasks),
        listBackends: async () => (await ready).listBackends(),
      },
      ended: new Promise((resolve) => {
        thread.on('error', (error) => resolve(error.message));
        thread.on('exit', (status) => resolve(`it exited with ${status}`));
      }),
      terminate: () => void thread.terminate(),
    };
  };
  const runtime = await createNodeRuntime({ catalogue: playground().catalogue, spawn, workers: count });
  open.push(runtime);
  return { runtime, threads };
}

test('values and events cross threads and arrive whole', async () => {
  const { runtime, threads } = await withThreads(2);
  const chains = Array.from({ length: 40 }, (_, index) => step(`n${index}`, index < 2 ? [] : [`n${index - 2}`]));
  const document = graphOf(...chains, step('end', ['n38', 'n39']));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('succeeded');
  expectWellTold(events, document);
  expect(threads).toHaveLength(2);
  const { bytes } = await runtime.exportValue(eventOf(events, 'finished', 'end').key, 'text');
  expect(new TextDecoder().decode(bytes)).toMatch(/^end\(n38\(n36\(.*,n39\(n37\(/);
});

test('a cancel ends a step that loops for ever, and the next run works', async () => {
  const { runtime, threads } = await withThreads(2);
  const document = graphOf(step('a', [], { does: 'spin' }), step('b', ['a']));
  const run = await startRun(runtime, document);
  await run.heard(({ type }) => type === 'started');
  await run.handle.cancel();
  expect(await run.handle.done).toBe('cancelled');
  expectWellTold(run.events, document);
  expect((await runAll(runtime, graphOf(step('c')))).outcome).toBe('succeeded');
  expect(threads.length).toBeLessThanOrEqual(2);
});

test('memory that really runs out fails the step, and other branches finish', async () => {
  const { runtime } = await withThreads(2);
  const document = graphOf(step('a', [], { does: 'eat' }), step('b', ['a']), step('c'), step('d', ['c']));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('failed');
  expectWellTold(events, document);
  const { error } = eventOf(events, 'failed', 'a');
  expect(error.code).toBe('step.out-of-memory');
  expect(error.fix).toContain('smaller');
  expect(eventOf(events, 'skipped', 'b').because).toBe('a');
  expect(typesOf(events, 'd').at(-1)).toBe('finished');
});

test('a thread that exits under a step is told with what it said', async () => {
  const { runtime } = await withThreads(1);
  const { events } = await runAll(runtime, graphOf(step('a', [], { does: 'exit' })));
  expect(eventOf(events, 'failed', 'a').error).toMatchObject({
    code: 'worker.crashed',
    detail: expect.stringContaining('it exited with 3'),
  });
});
