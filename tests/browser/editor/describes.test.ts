import { expect, test } from 'vitest';
import { smallDescribes } from '@/tests/nodes/vision/small-describes';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { pressRun, runEnds } from '../support/runs';

const browser = openBrowser();

/** With the card that is asked in sight. */
const near = {
  ...smallDescribes,
  nodes: smallDescribes.nodes.map((node) => (node.id === 'question' ? { ...node, position: { x: 940, y: 0 } } : node)),
};

test('what a model says of pictures stands under each of them, and a question is put to those that it fits', async () => {
  const { page, card } = await openEditor(browser, near);
  await pressRun(page);
  await runEnds(page, 'Finished');
  await card('describe').getByRole('img').first().waitFor();
  await card('question').locator('header').click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const result = page.getByRole('group', { name: 'Pictures and words that were found' });
  await result.getByRole('img', { name: 'picture 1' }).waitFor();
  await result.getByText('what colour is the star?').first().waitFor();
  expect(browser.complaints).toEqual([]);
});
