import { expect, test } from 'vitest';
import { node, template } from '@/app/templates/build';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { card, cardTitled } from '../support/cards';
import { openEditor, reopen } from '../support/editor';
import { drawWire, growFrom, port } from '../support/hands';
import { drag, middleOf } from '../support/mouse';
import { finished, pressRun } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('a map is added, opened, given something to do and run with the mouse; its rounds are seen inside, and its list outlives a reload', async () => {
  const editor = await openEditor(
    browser,
    template('loop', 'Loop', '', {
      nodes: [node('list', 'flow.constant', 0, 0, { kind: 'json', json: '["tea", "rain"]' })],
      wires: [],
    }),
  );
  const { page } = editor;
  const list = await middleOf(card(page, 'list'));
  await page.mouse.dblclick(list.x + 160, list.y - 120);
  await page.getByLabel('Search nodes to add').waitFor();
  await page.keyboard.type('map');
  await page.keyboard.press('Enter');
  await cardTitled(page, 'Map').waitFor();
  await drawWire(page, ['Constant', 'value'], ['Map', 'List: Item']);

  await cardTitled(page, 'Map').locator('header').dblclick();
  const crumbs = page.getByRole('navigation', { name: 'Where you are' });
  await crumbs.getByText('Map', { exact: true }).waitFor();
  await expectAccessible(page, 'inside a map');
  const item = await middleOf(port(page, 'Item', 'output', 'Value'));
  await growFrom(page, ['Item', 'Value'], { x: item.x + 60, y: item.y + 160 }, 'template', 'Template text');
  await drag(
    page,
    await middleOf(port(page, 'Template text', 'output', 'text')),
    await middleOf(port(page, 'Result', 'input', 'Value')),
  );
  await eventually(
    async () => (await editor.saved()).nodes.find(({ type }) => type === 'flow.map')?.body?.wires.length,
  ).toBe(2);
  await pressRun(page);
  await finished(page);
  await eventually(() => cardTitled(page, 'Template text').textContent()).toMatch(/Tell me about (tea|rain)\./);

  await page.keyboard.press('u');
  await eventually(() => crumbs.count()).toBe(0);
  await eventually(() => card(page, 'map').textContent()).toContain('"Tell me about tea."');
  await editor.saved();
  await reopen(page);
  await eventually(() => card(page, 'map').textContent()).toContain('"Tell me about tea."');
  expect(browser.complaints).toEqual([]);
});
