import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskFiles } from '@/workers/artifacts/disk-files';
import { type Files, FullError } from '@/workers/artifacts/files';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { openStore } from '@/workers/artifacts/store';
import { download } from '@/workers/download';
import type { WantedDownload } from '@/workers/runtime';
import { type ImitatedHub, imitateHub, sha256Of } from '../app/api/imitated-hub';
import { bytesOf, namesIn } from './artifacts/support';

const weights = bytesOf('weights', 300_000);
const NAME = 'model.safetensors';
let hub: ImitatedHub;
let folder = '';
beforeEach(async () => {
  hub = await imitateHub({ [NAME]: weights });
  folder = await mkdtemp(join(tmpdir(), 'genloom-download-'));
});
afterEach(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

const wanted = (change: Partial<WantedDownload> = {}): WantedDownload => ({
  url: `${hub.origin}/cdn/${NAME}`,
  name: NAME,
  size: weights.length,
  sha256: sha256Of(weights),
  ...change,
});

/** One try of a page that was opened anew. */
async function tryOnce(files: Files, change: Partial<WantedDownload> = {}, signal = new AbortController().signal) {
  const store = await openStore(files);
  const told: number[] = [];
  const end = await download(wanted(change), { store, onProgress: (bytes) => told.push(bytes), signal, pauses: [] });
  return { end, told, store };
}
const codeOf = ({ end }: Awaited<ReturnType<typeof tryOnce>>) =>
  end.outcome === 'failed' ? end.error.code : end.outcome;
const ranges = () => hub.asked.map((line) => line.split(' ')[2] ?? 'all');

describe.each([
  ['in memory', async () => memoryFiles()],
  ['on disk', () => diskFiles(folder)],
])('a download %s', (_, open) => {
  test('is kept as a file that was given, under its hash', async () => {
    const files = await open();
    const { end, told, store } = await tryOnce(files);
    const file = { name: NAME, size: weights.length, sha256: sha256Of(weights) };
    expect(end).toEqual({ outcome: 'kept', file });
    expect([told[0], told.at(-1)]).toEqual([0, weights.length]);
    expect(await store.readBlob(`asset-${file.sha256}`)).toEqual(weights);
    expect(await namesIn(files)).toEqual([`asset-${file.sha256}`]);
    hub.close();
    // Offline: it is there.
    expect((await tryOnce(files)).end).toEqual({ outcome: 'kept', file });
  });

  test('goes on where it broke off, also when the page was opened anew', async () => {
    const files = await open();
    hub.breakAfter = 100_000;
    expect(codeOf(await tryOnce(files))).toBe('download.interrupted');
    hub.breakAfter = null;
    const { end, told, store } = await tryOnce(files);
    expect(end.outcome).toBe('kept');
    expect(told[0]).toBe(100_000);
    expect(ranges()).toEqual(['all', 'bytes=100000-']);
    expect(await store.readBlob(`asset-${sha256Of(weights)}`)).toEqual(weights);
  });
});

test('tries again by itself, as long as something comes', async () => {
  hub.breakAfter = 120_000;
  const store = await openStore(memoryFiles());
  const signal = new AbortController().signal;
  const end = await download(wanted(), { store, signal, onProgress: () => {}, pauses: [1] });
  expect(end.outcome).toBe('kept');
  expect(ranges()).toEqual(['all', 'bytes=120000-', 'bytes=240000-']);
});

test('stops when it is told to, and what came stays', async () => {
  const files = memoryFiles();
  hub.breakAfter = 50_000;
  const stop = new AbortController();
  const store = await openStore(files);
  const onProgress = (bytes: number) => {
    if (bytes > 0) stop.abort();
  };
  const end = await download(wanted(), { store, onProgress, signal: stop.signal });
  expect(end).toEqual({ outcome: 'stopped' });
  hub.breakAfter = null;
  const { told, end: later } = await tryOnce(files);
  expect([told[0], later.outcome]).toEqual([50_000, 'kept']);
});

test('is thrown away when it is not what was published: another hash, too long, or what came before is damaged', async () => {
  const files = memoryFiles();
  expect(codeOf(await tryOnce(files, { sha256: '0'.repeat(64) }))).toBe('download.damaged');
  expect(await namesIn(files)).toEqual([]);
  expect(codeOf(await tryOnce(files, { size: 1_000, sha256: null }))).toBe('download.damaged');
  hub.breakAfter = 100_000;
  await tryOnce(files);
  hub.breakAfter = null;
  const [partial = ''] = await namesIn(files);
  await files.write(partial, new Uint8Array(100_000));
  expect(codeOf(await tryOnce(files))).toBe('download.damaged');
  expect(codeOf(await tryOnce(files))).toBe('kept');
});

test('of a file whose hash nobody told is held to its size', async () => {
  const { end } = await tryOnce(memoryFiles(), { sha256: null });
  expect(end).toMatchObject({ outcome: 'kept', file: { sha256: sha256Of(weights) } });
  hub.breakAfter = null;
  expect(codeOf(await tryOnce(memoryFiles(), { size: weights.length + 1, sha256: null }))).toBe('download.interrupted');
});

test('says what the server said, that there is no room, and that a file is too large', async () => {
  expect(codeOf(await tryOnce(memoryFiles(), { url: `${hub.origin}/cdn/nothing` }))).toBe('download.refused');
  const full: Files = {
    ...memoryFiles(),
    grow: async () => ({
      size: () => 0,
      append: () => Promise.reject(new FullError()),
      read: async () => new Uint8Array(),
      empty: async () => {},
      close: async () => {},
    }),
  };
  expect(codeOf(await tryOnce(full))).toBe('download.no-room');
  const before = hub.asked.length;
  expect(codeOf(await tryOnce(memoryFiles(), { size: 2 ** 40 }))).toBe('asset.too-large');
  expect(hub.asked.length).toBe(before);
});

test('what is not whole is cleared with the results', async () => {
  const files = memoryFiles();
  hub.breakAfter = 100_000;
  const { store } = await tryOnce(files);
  expect(store.usage().bytes).toBe(100_000);
  await store.clear();
  expect(await namesIn(files)).toEqual([]);
});
