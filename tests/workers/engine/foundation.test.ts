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
  const again = Object.entries(unzipSync(saved.bytes)).map(([name, bytes]) => bytesSource(name, bytes));
  expect(again.map(({ name }) => name).sort()).toEqual([
    'config.json',
    'model.safetensors',
    'tokenizer.json',
    'tokenizer_config.json',
  ]);
  expect(await loadModel(again, quietly())).toEqual(await loadModel(given, quietly()));
  expect((await runtime.exportValue(key, 'model')).name).toBe('model.safetensors');
});
