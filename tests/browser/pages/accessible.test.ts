import { afterAll, expect, test } from 'vitest';
import { encodeLink } from '@/app/share/link';
import { node } from '@/app/templates/build';
import { tinyGpt } from '@/app/templates/tiny-gpt';
import { emptyDocument } from '@/graph';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { closeDialog, openDialog } from '../support/dialogs';
import { openEditor } from '../support/editor';
import { TINY } from '../support/graphs';
import { createProject } from '../support/projects';
import { runAll } from '../support/runs';

const browser = openBrowser();

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

const DIALOGS = [
  { command: 'Keyboard shortcuts', name: 'Keyboard' },
  { command: 'Share, export, import', name: 'Share this graph' },
  { command: 'App: a page for those who only use this graph', name: 'App' },
  { command: 'Versions', name: 'Versions' },
  { command: 'Runs of this project, compared', name: 'Runs' },
  { command: 'Results kept in this browser', name: 'Results kept in this browser' },
  { command: 'Language models', name: 'Language models' },
] as const;

for (const size of SIZES) {
  test(`home, a shared link and an address that is none have no serious violation, ${size.width} wide`, async () => {
    await createProject('Seen by axe', { ...emptyDocument('seen'), nodes: [node('a', 'source.text', 0, 0)] });
    const page = await browser.newPage(size);
    await page.goto('/');
    await page.getByRole('link', { name: 'Seen by axe', exact: true }).first().waitFor();
    await expectAccessible(page, 'home');
    await page.goto('/open#g1.damaged');
    await page.getByRole('heading', { name: 'This link is damaged or cut short.' }).waitFor();
    await expectAccessible(page, 'a damaged link');
    await page.goto(`/open#${encodeLink(tinyGpt)}`);
    await page.getByRole('heading', { name: tinyGpt.name }).waitFor();
    await expectAccessible(page, 'a shared link');
    await page.goto('/projects/nowhere');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await expectAccessible(page, 'not found');
    await browser.leave(page);
  });

  test(`the editor and its dialogs have no serious violation, ${size.width} wide`, async () => {
    const { page } = await openEditor(browser, tinyGpt, size);
    await expectAccessible(page, 'the editor with a template');
    const more = page.getByRole('button', { name: 'More', exact: true });
    if (await more.isVisible()) {
      await more.click();
      await page.getByRole('menu', { name: 'More' }).waitFor();
      await expectAccessible(page, 'what the header has no room for');
      await page.getByRole('menuitem', { name: 'All commands' }).click();
    } else await page.getByRole('button', { name: 'All commands' }).click();
    await page.getByRole('combobox').waitFor();
    await expectAccessible(page, 'commands');
    await closeDialog(page);
    for (const { command, name } of DIALOGS) {
      await openDialog(page, command);
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      await dialog.getByText('Looking …').waitFor({ state: 'hidden' });
      await expectAccessible(page, name);
      await closeDialog(page);
    }
    await browser.leave(page);
  });

  test(`the editor has no serious violation after a run, ${size.width} wide`, async () => {
    const { page, projectId } = await openEditor(browser, TINY, size);
    await runAll(page, projectId);
    await expectAccessible(page, 'the editor after a run');
    await openDialog(page, 'go to Train language model');
    if (size.width < 500) await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('tab', { name: 'Result' }).click();
    await page.getByRole('group', { name: 'Network', exact: true }).waitFor();
    await expectAccessible(page, 'the results of a training');
    await browser.leave(page);
  });
}

afterAll(() => {
  expect(browser.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
});
