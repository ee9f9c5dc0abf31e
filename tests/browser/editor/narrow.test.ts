import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { LONG_TRAINING } from '../support/graphs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const NARROW = { width: 390, height: 844 } as const;

test('on a narrow screen sheets open and close, nodes are added, and nothing lies beside the page', async () => {
  const { page, card } = await openEditor(browser, undefined, NARROW);
  const palette = page.getByRole('navigation', { name: 'Nodes' });
  expect(await palette.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Nodes', exact: true }).click();
  await palette.getByRole('button', { name: 'Text source' }).click();
  await card('text').waitFor();
  await eventually(() => palette.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Inspector', exact: true }).click();
  await page.getByLabel('Title of the node').waitFor();
  await page.getByRole('button', { name: 'Close Inspector' }).click();
  await eventually(() => page.getByLabel('Title of the node').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
});

test('on a narrow screen a run is watched and stopped', async () => {
  const { page, card } = await openEditor(browser, LONG_TRAINING, NARROW);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /Train language model/ })
    .waitFor();
  await card('train').getByRole('progressbar').waitFor();
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByText('loss over step').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('region', { name: 'Run' }).getByText('Stopped').waitFor();
});
