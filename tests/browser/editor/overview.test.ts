import { expect, test } from 'vitest';
import { gridDocument } from '@/bench/support/grid';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { drag, middleOf } from '../support/mouse';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const NODES = 600;

test('a graph too large to read shows its wires from afar, lets its nodes be dragged, and has them all again from near', async () => {
  const { page, card, port, saved } = await openEditor(browser, gridDocument(NODES));
  await eventually(() => page.locator('.far').count()).toBe(1);
  const drawn = () =>
    page.locator('.react-flow__viewport-portal path').evaluateAll((paths) => {
      const commands = paths.map((path) => path.getAttribute('d') ?? '').join('');
      return commands.split('M').length - 1;
    });
  await eventually(drawn).toBe(NODES);
  const before = (await saved()).nodes.find(({ id }) => id === 'n301')?.position;
  const start = await middleOf(card('n301'));
  await drag(page, start, { x: start.x + 30, y: start.y + 20 });
  await eventually(drawn).toBe(NODES);
  await eventually(async () => (await saved()).nodes.find(({ id }) => id === 'n301')?.position).not.toEqual(before);

  const middle = await middleOf(card('n300'));
  const width = async () => (await card('n300').boundingBox())?.width ?? 0;
  await page.mouse.move(middle.x, middle.y);
  while ((await width()) < 150) {
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(60);
  }
  await eventually(() => page.locator('.far').count()).toBe(0);
  await eventually(() => page.locator('.react-flow__edge[data-id^="n300."]').count()).toBe(1);
  // Its handle is React Flow's own again: a wire can be drawn from it.
  await drag(page, await middleOf(port('n300', 'source', 'text')), { x: middle.x + 4, y: middle.y + 120 });
  await page.getByRole('dialog').waitFor();
  expect(browser.complaints).toEqual([]);
});
