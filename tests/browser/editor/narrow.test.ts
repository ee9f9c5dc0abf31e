import { expect, test } from 'vitest';
import { tinyGpt } from '@/app/templates/tiny-gpt';
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

test('on a narrow screen a template opens where it begins, large enough to be read', async () => {
  const { page, card } = await openEditor(browser, tinyGpt, NARROW);
  await eventually(async () => (await card('text').boundingBox())?.width).toBeGreaterThan(160);
  const { x, y } = (await card('text').boundingBox()) ?? { x: Number.NaN, y: Number.NaN };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(NARROW.height / 2);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Show everything' }).click();
  await eventually(async () => (await card('text').boundingBox())?.width).toBeLessThan(100);
  await browser.leave(page);
});

test('on a narrow screen Escape and Run close a sheet', async () => {
  const { page } = await openEditor(browser, LONG_TRAINING, NARROW);
  const inspector = page.getByLabel('Description');
  const open = page.getByRole('button', { name: 'Inspector', exact: true });
  await open.click();
  await inspector.waitFor();
  await inspector.focus();
  await page.keyboard.press('Escape');
  await eventually(() => inspector.isVisible()).toBe(false);
  await open.click();
  await inspector.waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await eventually(() => inspector.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Stop' }).click();
  await browser.leave(page);
});

test('on a narrow screen what the header has no room for is a menu in words', async () => {
  const { page } = await openEditor(browser, undefined, NARROW);
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Versions');
  await page.getByRole('dialog', { name: 'Versions' }).waitFor();
  await page.keyboard.press('Escape');
  await choose('Dark theme');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await browser.leave(page);
});
