import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { node, template } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openProject, saveState } from '../support/editor';
import { createProject } from '../support/projects';
import { logSays, pressRun, runEnds } from '../support/runs';

const browser = openBrowser();
const folder = mkdtempSync(join(tmpdir(), 'genloom-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = template('files', 'Files', '', {
  nodes: [node('text', 'source.text', 0, 0, { origin: 'file' })],
  wires: [],
});

async function openSource(): Promise<Page> {
  const page = await browser.newPage();
  await openProject(page, `/projects/${await createProject('Files', source)}`);
  await card(page, 'text').click();
  return page;
}

const inspector = (page: Page) => page.getByRole('region', { name: /^Inspector/ });

async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page
    .getByLabel('File for File')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await inspector(page).getByText(name).waitFor();
}

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const BOMB = zipSync({ 'bomb.txt': new Uint8Array(40 * 1024 * 1024).fill(97) }, { level: 9 });

test('each bad file says on its node and in the inspector what is wrong and what helps; a good one then works', async () => {
  const page = await openSource();
  const bad = [
    { name: 'empty.txt', content: '', title: '“empty.txt” is empty.', help: 'Choose a file with text in it.' },
    {
      name: 'photo.txt',
      content: PNG,
      title: '“photo.txt” is not a text file.',
      help: 'It begins like a PNG picture.',
    },
    {
      name: 'table.csv',
      content: 'id,body\n1,one\n2,two',
      title: '“table.csv” has no column “text”.',
      help: 'Its columns are: “id”, “body”.',
    },
    {
      name: 'lines.jsonl',
      content: '{"body":"one"}',
      title: 'Line 1 of “lines.jsonl” has no text in a field “text”.',
      help: 'It has: “body”.',
    },
    { name: 'cut.zip', content: BOMB.slice(0, 500), title: 'This zip is damaged.', help: 'Download or pack it again.' },
    {
      name: 'bomb.zip',
      content: BOMB,
      title: 'This zip unpacks to far more than it should.',
      help: 'no file may grow more than 250 times',
    },
  ] as const;
  for (const { name, content, title, help } of bad) {
    await choose(page, name, content);
    await pressRun(page);
    await runEnds(page, 'Ended with errors');
    await card(page, 'text').getByRole('status').getByText(title).waitFor();
    await inspector(page).getByText(title).waitFor();
    await inspector(page).getByText(help).waitFor();
  }
  // A file in an old encoding is read, and a line of the log says how.
  await choose(page, 'alt.txt', Buffer.from('Grüße aus Köln', 'latin1'));
  // The error told of the file before.
  await card(page, 'text').getByText('This zip').waitFor({ state: 'detached' });
  await pressRun(page);
  await runEnds(page, 'Finished');
  await card(page, 'text').getByText('Grüße aus Köln').waitFor();
  await logSays(page, /it was read as windows-1252/);
  await saveState(page, 'Saved').waitFor();
  await browser.leave(page);
});

test('a file that is far too large is refused before it is read', async () => {
  const page = await openSource();
  const huge = join(folder, 'huge.txt');
  writeFileSync(huge, 'a');
  truncateSync(huge, 3 * 1024 ** 3);
  await page.getByLabel('File for File').setInputFiles(huge);
  await inspector(page).getByRole('alert').getByText('“huge.txt” is too large.').waitFor();
  await inspector(page).getByText('at most 640 MB fit').waitFor();
  await choose(page, 'good.txt', 'A good text.');
  await pressRun(page);
  await runEnds(page, 'Finished');
  expect(await inspector(page).getByRole('alert').count()).toBe(0);
  await browser.leave(page);
});
