import { expect, test } from 'vitest';
import { baseUrl, openBrowser } from '../support/browser';
import { closeDialog, openDialog } from '../support/dialogs';
import { openEditor, reopen } from '../support/editor';
import { TINY } from '../support/graphs';
import { savedDocument } from '../support/projects';
import { runAll } from '../support/runs';

const browser = openBrowser();

async function runNumbers(id: string): Promise<readonly number[]> {
  const { runs }: { runs: readonly { number: number }[] } = await (
    await fetch(`${baseUrl}/api/projects/${id}/runs`)
  ).json();
  return runs.map(({ number }) => number);
}

test('a version is named, told from now in words, and restored, and what was there before is kept too', async () => {
  const { page, projectId: id } = await openEditor(browser, TINY);
  const dialog = page.getByRole('dialog', { name: 'Versions' });
  const title = page.getByLabel('Title of the node');

  await openDialog(page, 'Versions');
  await dialog.getByLabel('Name of the version').fill('As it came');
  await dialog.getByRole('button', { name: 'Keep this state' }).click();
  await dialog.getByRole('button', { name: 'As it came' }).waitFor();
  await closeDialog(page);

  await openDialog(page, 'go to Write text');
  await title.fill('The poet');
  await page.getByRole('textbox', { name: 'Top-k', exact: true }).fill('7');
  await page.keyboard.press('Tab');
  await openDialog(page, 'Versions');
  await dialog.getByRole('button', { name: 'As it came' }).click();
  await dialog.getByText('Titled Write text “The poet”').waitFor();
  await dialog.getByText('Top-k of The poet: 3 → 7').waitFor();
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByText(/^Version \d+ is back$/).waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { nodes, wires } = await savedDocument(id);
  expect({ nodes, wires }).toEqual({ nodes: TINY.nodes, wires: TINY.wires });

  // After a reload, with nothing left to undo, the state before is still there.
  await reopen(page);
  await openDialog(page, 'Versions');
  await dialog.getByRole('button', { name: /^Before version \d+ came back/ }).click();
  await dialog.getByText('Titled The poet “Write text”').waitFor();
  await browser.leave(page);
});

test('two runs are drawn over one another, with what was changed between them', async () => {
  const { page, projectId: id } = await openEditor(browser, TINY);
  await runAll(page, id);
  await openDialog(page, 'go to Train language model');
  await page.getByRole('textbox', { name: 'Steps', exact: true }).fill('30');
  await page.keyboard.press('Tab');
  await runAll(page, id);

  await openDialog(page, 'Runs of this project, compared');
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  await dialog.getByRole('button', { name: /^Run 1/ }).click();
  await dialog.getByRole('button', { name: /^Run 2/ }).click();
  await dialog.getByText('Steps of Train language model: 20 → 30').waitFor();
  const losses = dialog.getByRole('img', {
    name: /^validation loss over step: run 1 from .* at step 20; run 2 from .* at step 30$/,
  });
  await losses.waitFor();
  // Under the pointer the legend tells the values of that step.
  const plot = await losses.boundingBox();
  if (!plot) throw new Error('the plot has no place');
  await losses.hover({ position: { x: plot.width / 2, y: plot.height / 2 } });
  await dialog
    .getByText(/^step \d+$/)
    .first()
    .waitFor();
  const last = dialog.getByRole('table');
  expect(await last.getByRole('columnheader').allTextContents()).toEqual(['measure', 'run 1', 'run 2']);

  // A deleted run can be brought back while the dialog is open, and is gone once it is closed.
  const second = dialog.getByRole('button', { name: /^Run 2/ });
  await dialog.getByRole('button', { name: 'Delete run 2' }).click();
  await second.waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await second.waitFor();
  await dialog.getByRole('button', { name: 'Delete run 2' }).click();
  await second.waitFor({ state: 'detached' });
  await closeDialog(page);
  await expect.poll(async () => runNumbers(id), { timeout: 30_000 }).toEqual([1]);
  await browser.leave(page);
});
