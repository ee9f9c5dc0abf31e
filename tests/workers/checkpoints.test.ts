import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { emptyDocument, plan } from '@/graph';
import { catalogue } from '@/nodes';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { type ArtifactStore, openStore } from '@/workers/artifacts/store';
import { keptWork, readCheckpoint, writeCheckpoint } from '@/workers/checkpoints';

const graph = {
  ...emptyDocument('a', 'A'),
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 }),
    node('tokenizer', 'tokenize.characters', 1, 0),
    node('encode', 'tokenize.encode', 2, 0),
    node('embedding', 'network.token-embedding', 3, 0),
    node('head', 'network.language-head', 4, 0),
    node('train', 'train.language-model', 5, 0, { steps: 100 }),
  ],
  wires: [
    'text.text → tokenizer.text',
    'text.text → encode.text',
    'tokenizer.tokenizer → encode.tokenizer',
    'tokenizer.tokenizer → embedding.tokenizer',
    'embedding.network → head.network',
    'head.network → train.network',
    'encode.training → train.training',
  ].map(wire),
};
const { steps } = plan(graph, catalogue, { targets: null, isCached: () => false });
const name = `checkpoint-${steps.find(({ nodeId }) => nodeId === 'train')?.lineage}`;
const state = { weights: Float32Array.of(1, 2, 3) };

/** The store, and how often the whole of a checkpoint was read from it. */
async function counted(files = memoryFiles()): Promise<{ store: ArtifactStore; reads: () => number }> {
  const store = await openStore(files);
  let reads = 0;
  const readBlob = (blob: string) => {
    reads += 1;
    return store.readBlob(blob);
  };
  return { store: { ...store, readBlob }, reads: () => reads };
}

test('how far a training came is read once after a reload, not after every edit, and follows what is written', async () => {
  const files = memoryFiles();
  await writeCheckpoint((await counted(files)).store, name, { step: 40, state });
  const { store, reads } = await counted(files);
  for (let edit = 0; edit < 5; edit++) {
    expect(await keptWork(graph, catalogue, store)).toEqual({ train: { step: 40, total: 100 } });
  }
  expect(reads()).toBe(1);
  await writeCheckpoint(store, name, { step: 60, state });
  expect(await keptWork(graph, catalogue, store)).toEqual({ train: { step: 60, total: 100 } });
  expect(reads()).toBe(1);
  expect(await readCheckpoint(store, name)).toEqual({ step: 60, state });
});

test('a checkpoint that is gone, or went further than is wanted, is none to go on from', async () => {
  const { store } = await counted();
  await writeCheckpoint(store, name, { step: 100, state });
  expect(await keptWork(graph, catalogue, store)).toEqual({});
  await writeCheckpoint(store, name, { step: 60, state });
  await store.removeBlob(name);
  expect(await keptWork(graph, catalogue, store)).toEqual({});
});
