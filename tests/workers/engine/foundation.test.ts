import { unzipSync, zipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { emptyDocument, type GraphDocument } from '@/graph';
import { catalogue } from '@/nodes';
import { loadModel } from '@/nodes/common/foundation/load';
import { bytesSource } from '@/nodes/common/foundation/sources';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { publishedFiles, quietly } from '../../nodes/foundation/published';
import { eventOf, fakeWorkers, runAll } from './support';

const open: Runtime[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((runtime) => runtime.dispose()))));

test('a published model is given as files, writes, and is saved for transformers', async () => {
  const runtime = await createNodeRuntime({ spawn: fakeWorkers(catalogue).spawn });
  open.push(runtime);
  const given = await publishedFiles('llama3');
  const entries = await Promise.all(given.map(async (file) => [file.name, await file.read(0, file.size)] as const));
  const files = await runtime.addAsset({
    name: 'llama3.zip',
    bytes: zipSync(Object.fromEntries(entries), { level: 0 }),
  });
  const document: GraphDocument = {
    ...emptyDocument('published'),
    nodes: [
      { id: 'load', type: 'source.foundation-model', version: 1, params: { files }, position: { x: 0, y: 0 } },
      {
        id: 'write',
        type: 'generate.text',
        version: 1,
        params: { prompt: 'the cat', strategy: 'greedy', maxTokens: 5 },
        position: { x: 0, y: 0 },
      },
    ],
    wires: [{ from: { node: 'load', port: 'model' }, to: { node: 'write', port: 'model' } }],
  };
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('succeeded');
  const { key, facts } = eventOf(events, 'finished', 'load');
  expect(facts.model).toMatchObject({ vocabularySize: 25, blockLength: 64 });
  expect(await runtime.view(eventOf(events, 'finished', 'write').key, 'text')).toMatchObject({ view: 'text' });

  // What the editor asks for to open its architecture: more than what every event tells.
  const { network } = await loadModel(given, quietly());
  expect(facts.model).not.toHaveProperty('network');
  expect(await runtime.factsOf(key, 'model')).toMatchObject({ network });
  expect(await runtime.factsOf('not-there', 'model')).toBeNull();

  const saved = await runtime.exportValue(key, 'model', 'transformers');
  expect(saved).toMatchObject({ name: 'model.zip', mediaType: 'application/zip' });
  const unzipped = unzipSync(saved.bytes);
  const again = Object.entries(unzipped).map(([name, bytes]) => bytesSource(name, bytes));
  expect(again.map(({ name }) => name).sort()).toEqual([
    'README.md',
    'config.json',
    'model.safetensors',
    'tokenizer.json',
    'tokenizer_config.json',
  ]);
  expect(await loadModel(again, quietly())).toEqual(await loadModel(given, quietly()));
  expect((await runtime.exportValue(key, 'model')).name).toBe('model.safetensors');
});

test('a model that was fetched from a repository is loaded from its files; one that is not here says what to do', async () => {
  const runtime = await createNodeRuntime({ spawn: fakeWorkers(catalogue).spawn });
  open.push(runtime);
  const given = await publishedFiles('llama3');
  const files = await Promise.all(
    given.map(async ({ name, size, read }) =>
      runtime.addAsset({ name: name.split('/').at(-1) ?? '', bytes: await read(0, size) }),
    ),
  );
  const hub = { repository: 'tiny/model', revision: 'main', commit: 'c0ffee'.repeat(6).padEnd(40, '0'), files };
  const load = (params: object): GraphDocument => ({
    ...emptyDocument('fetched'),
    nodes: [
      {
        id: 'load',
        type: 'source.foundation-model',
        version: 1,
        params: { origin: 'hub', ...params },
        position: { x: 0, y: 0 },
      },
    ],
  });
  const { events, outcome } = await runAll(runtime, load({ hub }));
  expect(outcome).toBe('succeeded');
  expect(eventOf(events, 'finished', 'load').facts.model).toMatchObject({ vocabularySize: 25, blockLength: 64 });
  // Its files are not evicted while the graph is open, nor cleared with the results.
  await runtime.pin(load({ hub }));
  await runtime.clear();
  expect(await Promise.all(files.map(({ sha256 }) => runtime.hasAsset(sha256)))).toEqual(files.map(() => true));
  const elsewhere = { ...hub, files: files.map((file) => ({ ...file, sha256: '0'.repeat(64) })) };
  for (const [params, title] of [
    [{ hub: elsewhere }, 'The files of “tiny/model” are not on this device.'],
    [{ hub: { ...hub, files: [] } }, '“tiny/model” has not been fetched to its end.'],
    [{}, 'No model has been fetched.'],
  ] as const) {
    const failed = await runAll(runtime, load(params));
    expect(eventOf(failed.events, 'failed', 'load').error).toMatchObject({ code: 'foundation.not-fetched', title });
  }
});
