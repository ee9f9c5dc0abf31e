import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { content, newDatabase, newStore } from './support';

test('a server killed in the middle of a save loses nothing that it has confirmed, and leaves no half document', async () => {
  const url = await newDatabase();
  const store = await newStore(undefined, url);
  const { id } = await store.projects.create(() => content('start'));
  await store.close();

  const script = join(import.meta.dirname, 'save-for-ever.ts');
  const server = spawn(process.execPath, ['--import', 'tsx', script, url, id], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  let confirmed = 1;
  for await (const chunk of server.stdout) {
    confirmed = Number(String(chunk).trim().split('\n').at(-1));
    // The next save is under way: kill, without a chance to tidy up.
    if (confirmed >= 8) server.kill('SIGKILL');
  }
  await ended;

  const after = await newStore(undefined, url);
  const project = await after.projects.get(id);
  expect(project?.revision).toBeGreaterThanOrEqual(confirmed);
  const document: { revision: number; text: string } = JSON.parse(project?.document ?? '');
  expect(document.revision).toBe(project?.revision);
  expect(document.text).toBe(String(document.revision).repeat(200_000));
  expect((await after.versions.list(id)).length).toBeGreaterThan(0);
});
