import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { graph, LONG_TRAINING, TEXT_AND_TOKENIZER } from '../support/graphs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('a run shows itself: panel, timeline, events, results in the nodes and larger; run again, it comes from the cache', async () => {
  const { page, card } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await page.getByText('No run yet').waitFor();
  await card('text').locator('header').click();
  await page.getByRole('button', { name: 'Run to here' }).click();
  await page.getByText('Finished').waitFor();
  expect(await card('tokenizer').getByRole('article').getAttribute('data-state')).toBe('idle');
  await page.keyboard.press('Control+Enter');
  await card('tokenizer').getByText('in the vocabulary').waitFor();
  await page.getByText('1 of 2 steps from cache').waitFor();
  await card('text').getByText('from cache').waitFor();
  await page.getByRole('tab', { name: 'Events' }).click();
  const events = page.getByRole('tabpanel', { name: 'Events' });
  await events.getByText('was there already').waitFor();
  await events.getByText(/^The run is finished/).waitFor();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /Character tokenizer/ })
    .click();
  await page.getByRole('tab', { name: 'Result' }).click();
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByRole('dialog', { name: 'Character tokenizer' }).getByText('Save as file').waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await card('tokenizer').getByText('from cache').waitFor();
});

test('a training shows progress and its curve, pauses, goes on, and stops', async () => {
  const { page, card } = await openEditor(browser, LONG_TRAINING);
  await page.keyboard.press('Control+Enter');
  const article = card('train').getByRole('article');
  await card('train').getByRole('progressbar').waitFor();
  await card('train').locator('svg').first().waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Go on', exact: true }).waitFor();
  await page.getByRole('region', { name: 'Run' }).getByText('Paused').waitFor();
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByText('loss over step').waitFor();
  await page.keyboard.press('Control+.');
  await eventually(() => article.getAttribute('data-state')).toBe('cancelled');
  await page.getByRole('region', { name: 'Run' }).getByText('Stopped').waitFor();
});

test('a muted node is left out, and hands on what comes in', async () => {
  const { page, card } = await openEditor(
    browser,
    graph({
      nodes: [
        node('text', 'source.text', 0, 0, { origin: 'paste', text: 'Abba, abba.' }),
        node('clean', 'prepare.clean', 260, 0, {}),
        node('tokenizer', 'tokenize.characters', 520, 0),
      ],
      wires: [wire('text.text → clean.text'), wire('clean.text → tokenizer.text')],
    }),
  );
  await card('clean').locator('header').click();
  await page.keyboard.press('m');
  await page.getByText(/what comes in, unchanged/).waitFor();
  expect(await page.getByRole('button', { name: 'Run to here' }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+Enter');
  await card('tokenizer').getByText('in the vocabulary').waitFor();
  expect(await card('clean').getByRole('article').getAttribute('data-state')).toBe('idle');
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /Text source/ })
    .waitFor();
  expect(await page.getByRole('tabpanel').getByRole('button', { name: /Clean/ }).count()).toBe(0);
});

test('what a step dies of stands on its node, in the inspector and among the things to look at', async () => {
  const { page, card } = await openEditor(
    browser,
    graph({
      nodes: [
        node('text', 'source.text', 0, 0, { origin: 'paste', text: '   ' }),
        node('tokenizer', 'tokenize.characters', 300, 0),
      ],
      wires: [wire('text.text → tokenizer.text')],
    }),
  );
  await page.keyboard.press('Control+Enter');
  await page.getByText('Ended with errors').waitFor();
  const title = await card('text').locator('[class*=error] span').first().textContent();
  expect(title).not.toBe('');
  await card('text').locator('header').click();
  await page
    .getByRole('complementary')
    .getByText(/things? to look at/)
    .waitFor();
  await card('tokenizer').getByText('Waits for a node before it.').waitFor();
});
