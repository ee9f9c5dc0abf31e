import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { emptyDocument, type GraphDocument } from '@/graph';
import { openBrowser } from '../support/browser';
import { openDialog } from '../support/dialogs';
import { openEditor, reopen } from '../support/editor';
import { TINY } from '../support/graphs';
import { savedDocument } from '../support/projects';
import { runAll } from '../support/runs';

const browser = openBrowser();

/** A chain of cleanings, no two of them alike, so that there is little to compress. */
function chain(length: number): GraphDocument {
  const nodes = Array.from({ length }, (_, index) =>
    index === 0
      ? node('n0', 'source.text', 0, 0, { origin: 'pasted', text: 'To be, or not to be' })
      : node(`n${index}`, 'prepare.clean', 260 * (index % 20), 180 * Math.floor(index / 20), {
          minimumLength: (index * 7919) % 997,
          words: `word-${(index * 104_729).toString(36)}`,
        }),
  );
  const wires = nodes.slice(1).map(({ id }, index) => wire(`n${index}.text → ${id}.text`));
  return { ...emptyDocument('chain', `A chain of ${length}`), description: '“ünïcode” 今日', nodes, wires };
}

test('a link carries a graph of 200 nodes into another browser', async () => {
  const original = chain(200);
  const { page } = await openEditor(browser, original);
  await openDialog(page, 'Share, export, import');
  const link = await page.getByLabel('Link to this graph').inputValue();
  await browser.leave(page);

  const stranger = await browser.newPage();
  await stranger.goto(link);
  await stranger.getByRole('heading', { name: original.name }).waitFor();
  await stranger.getByRole('button', { name: 'Make it my project' }).click();
  await stranger.waitForURL('**/projects/*');
  const kept = await savedDocument(stranger.url().split('/projects/')[1] ?? '');
  // Here the original is on the same server: a second project of its name says where it comes from.
  expect({ ...kept, id: '' }).toEqual({ ...original, name: `${original.name} (imported)`, id: '' });
  await stranger.goto(link.slice(0, -40));
  await stranger.getByRole('heading', { name: 'This link is damaged or cut short.' }).waitFor();
  await browser.leave(stranger);
});

test('a graph of more nodes says why no link can carry it, and leaves as a file', async () => {
  const { page } = await openEditor(browser, chain(201));
  await openDialog(page, 'Share, export, import');
  await page.getByText('It has 201 nodes; 200 fit. Save it as a file and send that instead.').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as JSON' }).click();
  expect((await download).suggestedFilename()).toBe('A chain of 201.genloom.json');
  await browser.leave(page);
});

test('what results take in this browser is shown, bounded, and cleared once that is confirmed', async () => {
  const { page, projectId } = await openEditor(browser, TINY);
  await runAll(page, projectId);
  await openDialog(page, 'Results kept in this browser');
  const dialog = page.getByRole('dialog', { name: 'Results kept in this browser' });
  await dialog.getByText(/^[1-9]\d* results\./).waitFor();
  await dialog.getByLabel('Keep at most').selectOption({ label: '0.5 GB' });
  await dialog.getByText('of 500 MB').waitFor();
  await dialog.getByRole('button', { name: 'Clear results …' }).click();
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await dialog.getByText(/^[1-9]\d* results\./).waitFor();
  await dialog.getByRole('button', { name: 'Clear results …' }).click();
  await dialog.getByRole('button', { name: 'Clear them' }).click();
  await dialog.getByText(/^0 results\./).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('article', { name: 'Train language model, has not run' }).waitFor();
  await reopen(page);
  await openDialog(page, 'Results kept in this browser');
  await dialog.getByText('of 500 MB').waitFor();
  await browser.leave(page);
});
