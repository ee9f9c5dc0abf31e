import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { graph, TEXT_AND_TOKENIZER } from '../support/graphs';
import { drag, middleOf } from '../support/mouse';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const types = (document: { readonly nodes: readonly { readonly type: string }[] }) =>
  document.nodes.map(({ type }) => type);

test('nodes are added from the palette by a word, by a click and by dragging, and by a double-click on the canvas', async () => {
  const { page, saved } = await openEditor(browser);
  await page.getByText('An empty canvas').waitFor();
  await page.keyboard.press('/');
  await page.getByLabel('Search nodes', { exact: true }).fill('corpus');
  await page.keyboard.press('Enter');
  const palette = page.getByRole('navigation', { name: 'Nodes' });
  await palette.getByRole('button', { name: 'Character tokenizer' }).click();
  await palette
    .getByRole('button', { name: 'Encode', exact: true })
    .dragTo(page.locator('.react-flow__pane'), { targetPosition: { x: 200, y: 500 } });
  await page.locator('.react-flow__pane').dblclick({ position: { x: 500, y: 560 } });
  await page.getByLabel('Search nodes to add').fill('perplexity');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node').nth(3).waitFor();
  expect(types(await saved())).toEqual([
    'source.text',
    'tokenize.characters',
    'tokenize.encode',
    'evaluate.language-model',
  ]);
});

test('what opens at an open wire end offers only what fits, by name and with the keyboard, and connects it', async () => {
  const { page, port, saved } = await openEditor(browser, TEXT_AND_TOKENIZER);
  const start = await middleOf(port('tokenizer', 'source', 'tokenizer'));
  await drag(page, start, { x: start.x + 60, y: start.y + 240 });
  const list = page.getByRole('dialog', { name: 'Nodes that fit' });
  await list
    .getByRole('option', { name: /^Encode/ })
    .first()
    .waitFor();
  expect(await list.getByRole('option', { name: /^Text source/ }).count()).toBe(0);
  await page.keyboard.type('embed');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node[data-id="token-embedding"]').waitFor();
  expect((await saved()).wires).toContainEqual(wire('tokenizer.tokenizer → token-embedding.tokenizer'));
});

test('while a wire is drawn, ports show where it may go; one that it may not end at says why, and what would fit between goes there', async () => {
  const { page, port, saved } = await openEditor(
    browser,
    graph({
      nodes: [
        node('text', 'source.text', 0, 0),
        node('encode', 'tokenize.encode', 300, 0),
        node('score', 'evaluate.language-model', 300, 260),
      ],
    }),
  );
  const from = await middleOf(port('text', 'source', 'text'));
  const wrong = port('score', 'target', 'model');
  await drag(page, from, await middleOf(wrong), false);
  await eventually(() => port('encode', 'target', 'text').getAttribute('class')).toContain('can');
  await eventually(() => wrong.getAttribute('class')).toContain('cannot');
  const why = page.locator('[class*=hint][role=status]');
  await eventually(() => why.textContent()).toMatch(/text/i);
  const right = await middleOf(port('encode', 'target', 'text'));
  await page.mouse.move(right.x, right.y, { steps: 4 });
  await page.mouse.up();
  const drawn = wire('text.text → encode.text');
  await eventually(async () => (await saved()).wires).toEqual([drawn]);
  await eventually(() => why.count()).toBe(0);

  await drag(page, from, await middleOf(wrong));
  const between = page.getByRole('dialog', { name: 'What fits between' });
  await between.getByText('They also need a tokenizer and a network.').first().waitFor();
  await page.keyboard.type('train language');
  await page.keyboard.press('Enter');
  await eventually(async () => (await saved()).wires).toEqual([
    drawn,
    wire('text.text → encode-2.text'),
    wire('encode-2.training → language-model.training'),
    wire('language-model.model → score.model'),
  ]);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await saved()).wires).toEqual([drawn]);
});

test('a wire is selected by a click, told about, and deleted; the menu of the right button does it too', async () => {
  const { page, saved } = await openEditor(browser, TEXT_AND_TOKENIZER);
  const path = page.locator('.react-flow__edge-interaction');
  await page.mouse.click(...(Object.values(await middleOf(path)) as [number, number]));
  await page.getByRole('region', { name: 'Inspector: wire' }).getByText('Carries').waitFor();
  await page.keyboard.press('Delete');
  await eventually(() => page.locator('.react-flow__edge').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await eventually(() => page.locator('.react-flow__edge').count()).toBe(1);
  await page.mouse.click(...(Object.values(await middleOf(path)) as [number, number]), { button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await eventually(() => page.locator('.react-flow__edge').count()).toBe(0);
  expect((await saved()).wires).toEqual([]);
});

/** Drops a file on the open canvas. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    (file) => {
      const data = new DataTransfer();
      data.items.add(new File([file.content], file.name, { type: 'text/plain' }));
      return data;
    },
    { name, content },
  );
  const pane = page.locator('.react-flow__pane');
  await pane.dispatchEvent('dragover', { dataTransfer: transfer });
  await pane.dispatchEvent('drop', { dataTransfer: transfer, clientX: 600, clientY: 300 });
}

test('a file dropped on the canvas becomes the source that reads it, and one that nothing reads is said by name', async () => {
  const { page, saved } = await openEditor(browser);
  await drop(page, 'hamlet.txt', 'To be, or not to be.');
  await page.getByRole('complementary').getByText('hamlet.txt').waitFor();
  const [only] = (await saved()).nodes;
  expect(only?.params).toMatchObject({ origin: 'file', file: { name: 'hamlet.txt', size: 20 } });
  await drop(page, 'corner.obj', 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n');
  await eventually(async () => (await saved()).nodes.map(({ type }) => type)).toEqual(['source.text', 'source.solids']);
  await drop(page, 'call.m4a', '\0\0\0 ftypM4A ');
  await page.getByText('No node reads “call.m4a”.').waitFor();
});

test('a .csv dropped on the canvas becomes a table, or a text source where that is wished', async () => {
  const { page, saved } = await openEditor(browser);
  await drop(page, 'birds.csv', 'mass,sex\n1,male\n2,female\n');
  await page.getByRole('complementary').getByText('birds.csv').waitFor();
  await eventually(async () => (await saved()).nodes.map(({ type }) => type)).toEqual(['source.table']);
  await page.getByRole('button', { name: 'Read as text' }).click();
  await eventually(async () => (await saved()).nodes.map(({ type }) => type)).toEqual(['source.text']);
  expect((await saved()).nodes[0]?.params).toMatchObject({ origin: 'file', file: { name: 'birds.csv' } });
});

test('problems tell what is missing, and mend it with a click', async () => {
  const { page, saved } = await openEditor(
    browser,
    graph({
      nodes: [
        node('text', 'source.text', 0, 0, { characters: 10 }),
        node('tokenizer', 'tokenize.characters', 300, 0),
        node('score', 'evaluate.language-model', 600, 0),
      ],
    }),
  );
  await page.getByRole('tab', { name: 'To look at 4' }).click();
  const list = page.getByRole('tabpanel', { name: /To look at/ });
  await list.getByRole('button', { name: 'Reset Length' }).click();
  await list.getByRole('button', { name: 'Connect Text source' }).click();
  await list.getByRole('button', { name: 'Add Encode' }).click();
  await eventually(async () => (await saved()).wires.length).toBe(2);
  const { nodes, wires } = await saved();
  expect(nodes.find(({ id }) => id === 'text')?.params.characters).toBe(320_000);
  expect(wires).toContainEqual(wire('text.text → tokenizer.text'));
  expect(wires).toContainEqual(wire('encode.training → score.data'));
});
