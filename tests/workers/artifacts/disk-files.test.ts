import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskFiles } from '@/workers/artifacts/disk-files';
import { openStore } from '@/workers/artifacts/store';
import { bytesOf, namesIn, read, write } from './support';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genloom-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('files are written, read whole or in part, listed and removed', async () => {
  const files = await diskFiles(join(folder, 'made', 'here'));
  expect(await files.list()).toEqual([]);
  expect(await files.read('a')).toBeNull();
  await files.write('a', bytesOf('a', 1_000));
  await files.write('b', new Uint8Array());
  expect(await files.read('a')).toEqual(bytesOf('a', 1_000));
  expect(await files.read('a', 10)).toEqual(bytesOf('a', 10));
  expect(await files.read('a', 5_000)).toEqual(bytesOf('a', 1_000));
  expect((await files.list()).map(({ name, size }) => [name, size]).sort()).toEqual([
    ['a', 1_000],
    ['b', 0],
  ]);
  await files.remove('a');
  await files.remove('a');
  expect(await files.read('a')).toBeNull();
});

test('a process killed in the middle of its writes leaves each file whole: the old one or a new one', async () => {
  const files = await diskFiles(folder);
  const size = 400_000;
  const whole = (letter: number) => new Uint8Array(size).fill(letter);
  await files.write('checkpoint-x', whole(0));
  // Overwrites the file with 1s, 2s, 3s … until it is killed.
  const script = `
    const { diskFiles } = await import(${JSON.stringify(new URL('../../../workers/artifacts/disk-files.ts', import.meta.url))});
    const files = await diskFiles(${JSON.stringify(folder)});
    for (let letter = 1; ; letter = (letter % 250) + 1) {
      await files.write('checkpoint-x', new Uint8Array(${size}).fill(letter));
      console.log(letter);
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await ended;
  const found = await (await diskFiles(folder)).read('checkpoint-x');
  expect(found).toHaveLength(size);
  expect(found?.every((byte) => byte === found[0])).toBe(true);
});

test('a temporary file left behind is never taken for a result, and goes after an hour', async () => {
  const files = await diskFiles(folder);
  const store = await openStore(files);
  await write(store, 'key', 70_000);
  const name = (await namesIn(files))[0] ?? '';
  const left = `${name}.123-0.tmp`;
  await writeFile(join(folder, left), bytesOf('half', 100));
  const again = await openStore(await diskFiles(folder));
  expect(again.usage().artifacts).toBe(1);
  expect(await read(again, 'key')).toEqual(bytesOf('key', 70_000));
  expect(await readdir(folder)).toContain(left);
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
  await utimes(join(folder, left), yesterday, yesterday);
  await diskFiles(folder);
  expect(await readdir(folder)).toEqual([name]);
});

test('a write that fails leaves the old file, and nothing beside it', async () => {
  const files = await diskFiles(folder);
  await files.write('a', bytesOf('old', 50));
  // What cannot be written by this name: its temporary name is longer than file systems allow.
  const long = 'a'.repeat(250);
  await expect(files.write(long, bytesOf('new', 50))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['a']);
  expect(new Uint8Array(await readFile(join(folder, 'a')))).toEqual(bytesOf('old', 50));
});

test('a folder that became read-only keeps results in memory and tells so', async () => {
  const files = await diskFiles(folder);
  const refuse = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
  const store = await openStore({ ...files, write: () => Promise.reject(refuse) });
  const troubles: string[] = [];
  store.onTrouble(({ code, detail }) => troubles.push(`${code} ${detail}`));
  await write(store, 'key', 70_000);
  expect(await read(store, 'key')).toEqual(bytesOf('key', 70_000));
  expect(troubles).toEqual([expect.stringMatching(/^storage\.refused EROFS.*stays in memory/)]);
});
