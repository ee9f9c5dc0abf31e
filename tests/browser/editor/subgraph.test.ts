import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { card, cards } from '../support/cards';
import { inEditor, openEditor } from '../support/editor';
import { smallGraph } from '../support/graphs';
import { finished, pressRun, summary } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('folded, run, opened while it has run, changed inside, reloaded, and taken apart: nothing is computed twice or lost', async () => {
  const editor = await openEditor(browser, smallGraph({ steps: 4 }));
  const { page } = editor;
  const before = await editor.saved();
  await pressRun(page);
  await finished(page);
  for (const id of ['embedding', 'block', 'head', 'train'])
    await card(page, id)
      .locator('header')
      .click({ modifiers: id === 'embedding' ? [] : ['Shift'] });
  await page.keyboard.press('g');
  const folded = card(page, 'subgraph');
  await folded.getByText('4 nodes inside').waitFor();
  // What was computed before it was folded shows on the fold.
  await folded.getByText('from cache').waitFor();
  await pressRun(page);
  await finished(page);
  expect(await summary(page)).toContain('2 of 2 steps from cache');

  await folded.dblclick({ position: { x: 40, y: 16 } });
  const crumbs = page.getByRole('navigation', { name: 'Where you are' });
  await crumbs.getByText('Subgraph', { exact: true }).waitFor();
  await card(page, 'train').getByText('from cache').waitFor();
  expect(await cards(page).count()).toBe(8);
  await expectAccessible(page, 'inside a subgraph');
  await card(page, 'train').locator('header').click();
  await page.getByRole('button', { name: 'Let Steps be set from outside' }).click();
  await page.getByRole('button', { name: /^Steps is set from outside/ }).waitFor();

  // What lies inside is there after a reload, and the setting stands outside.
  await editor.saved();
  await inEditor(page, editor.projectId);
  await card(page, 'subgraph').locator('header').click();
  await page.getByRole('textbox', { name: 'Steps', exact: true }).fill('6');
  await page.keyboard.press('Tab');
  await pressRun(page);
  await finished(page);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByText('Subgraph › Train language model').first().waitFor();

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await card(page, 'subgraph').locator('header').click();
  await page.keyboard.press('Shift+G');
  await card(page, 'train').getByText('from cache').waitFor();
  const after = await editor.saved();
  expect(after.nodes.find(({ id }) => id === 'train')?.params.steps).toBe(6);
  expect(after.nodes.map(({ id }) => id).sort()).toEqual(before.nodes.map(({ id }) => id).sort());
  expect(after.wires).toHaveLength(before.wires.length);
  await page.keyboard.press('Control+z');
  await card(page, 'subgraph').waitFor();
  await eventually(() => crumbs.count()).toBe(0);
  expect(browser.complaints).toEqual([]);
});
