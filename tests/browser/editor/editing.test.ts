import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { inEditor, openEditor } from '../support/editor';
import { graph, TEXT_AND_TOKENIZER } from '../support/graphs';
import { atRest } from '../support/hands';
import { drag, middleOf } from '../support/mouse';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('undo gives back the very document, step by step, and redo what was made of it', async () => {
  const { page, card, saved } = await openEditor(browser, TEXT_AND_TOKENIZER);
  const before = await saved();
  const start = await middleOf(card('tokenizer').locator('header'));
  await drag(page, start, { x: start.x + 80, y: start.y + 120 });
  await page.getByLabel('Title of the node').fill('Letters');
  await page.getByLabel('Title of the node').press('Enter');
  await page.keyboard.press('m');
  await page.keyboard.press('n');
  await page.getByLabel('Text of the note').fill('Look here');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Delete');
  await card('text').locator('header').click();
  await page.getByRole('slider', { name: 'Length' }).press('ArrowRight');
  await page.getByRole('slider', { name: 'Length' }).press('ArrowRight');
  await page.getByLabel('Delete this node').click();
  await eventually(() => card('text').count()).toBe(0);
  const after = await saved();
  const undo = page.getByRole('button', { name: 'Undo' });
  let steps = 0;
  for (; await undo.isEnabled(); steps++) await page.keyboard.press('Control+z');
  expect(steps).toBeGreaterThanOrEqual(9);
  await card('text').waitFor();
  await eventually(saved).toEqual(before);
  for (let step = 0; step < steps; step++) await page.keyboard.press('Control+Shift+z');
  await eventually(saved).toEqual(after);
});

test('what is copied in one tab is pasted in another, with its wires, under ids of its own', async () => {
  const first = await openEditor(browser, TEXT_AND_TOKENIZER);
  await first.card('text').locator('header').click();
  await first.page.keyboard.press('Control+a');
  await first.page.keyboard.press('Control+c');
  const other = await openEditor(browser, TEXT_AND_TOKENIZER);
  await browser.leave(other.page);
  const second = await inEditor(await browser.newTab(first.page), other.projectId);
  await second.page.bringToFront();
  await second.page.keyboard.press('Control+v');
  await second.card('text-2').waitFor();
  const { nodes, wires } = await second.saved();
  expect(nodes.map(({ id }) => id)).toEqual(['text', 'tokenizer', 'text-2', 'tokenizer-2']);
  expect(nodes[2]?.params).toEqual(nodes[0]?.params);
  expect(wires).toContainEqual(wire('text-2.text → tokenizer-2.text'));
  await second.page.keyboard.press('Control+x');
  await eventually(() => second.card('text-2').count()).toBe(0);
  await second.page.keyboard.press('Control+v');
  await second.card('text-2').waitFor();
});

test('nodes are selected by a frame, brought into line, and laid out', async () => {
  const { page, card, saved } = await openEditor(
    browser,
    graph({
      nodes: [
        node('text', 'source.text', 0, 0),
        node('tokenizer', 'tokenize.characters', 300, 60),
        node('clean', 'prepare.clean', 620, 20),
      ],
      wires: [wire('text.text → clean.text'), wire('clean.text → tokenizer.text')],
    }),
  );
  const box = await page.locator('.react-flow__pane').boundingBox();
  await page.keyboard.down('Shift');
  await drag(
    page,
    { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 4 },
    { x: (box?.x ?? 0) + (box?.width ?? 0) - 4, y: (box?.y ?? 0) + 700 },
  );
  await page.keyboard.up('Shift');
  await page.getByRole('heading', { name: '3 nodes' }).waitFor();
  await page.getByRole('button', { name: 'Align top' }).click();
  await eventually(async () => (await saved()).nodes.map(({ position }) => position.y)).toEqual([0, 0, 0]);
  await page.keyboard.press('Alt+a');
  await eventually(async () => (await saved()).nodes.map(({ position }) => position.x)).toEqual([0, 0, 0]);
  await page.keyboard.press('Control+Shift+l');
  await eventually(async () => {
    const [text, tokenizer, clean] = (await saved()).nodes.map(({ position }) => position.x);
    return (text ?? 0) < (clean ?? 0) && (clean ?? 0) < (tokenizer ?? 0);
  }).toBe(true);
  await card('clean').waitFor();
});

test('a group is named, moves its nodes with its title, and is undone; a note is written, resized and kept', async () => {
  const { page, card, saved } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await card('text').locator('header').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+g');
  const title = page.getByRole('button', { name: 'Group Group: select its nodes' });
  const start = await middleOf(title);
  await drag(page, start, { x: start.x + 90, y: start.y + 60 });
  await eventually(async () => (await saved()).nodes[0]?.position.y).toBeGreaterThan(20);
  const [text, tokenizer] = (await saved()).nodes.map(({ position }) => position);
  expect((tokenizer?.x ?? 0) - (text?.x ?? 0)).toBe(300);
  await title.dblclick();
  await page.getByLabel('Name of the group').fill('The words');
  await page.keyboard.press('Enter');
  await eventually(async () => (await saved()).groups[0]?.title).toBe('The words');
  await page.getByRole('button', { name: 'Group The words: select its nodes' }).click();
  await page.keyboard.press('Control+Shift+g');
  await eventually(async () => (await saved()).groups).toEqual([]);
  await page.keyboard.press('n');
  await page.getByLabel('Text of the note').fill('First the text.');
  await page.keyboard.press('Escape');
  const note = page.getByRole('article', { name: 'Note' });
  const corner = await middleOf(page.locator('.react-flow__resize-control.handle.bottom.right'));
  await drag(page, corner, { x: corner.x + 60, y: corner.y + 40 });
  await eventually(async () => (await saved()).notes[0]?.size.width).toBeGreaterThan(260);
  expect((await saved()).notes[0]?.text).toBe('First the text.');
  await note.getByText('First the text.').dblclick();
  await page.getByLabel('Text of the note').waitFor();
});

test('the inspector sets, resets and explains: numbers with units, choices, seeds', async () => {
  const { page, card, saved } = await openEditor(
    browser,
    graph({ nodes: [node('write', 'generate.text', 0, 0), node('train', 'train.language-model', 300, 0)] }),
  );
  await card('train').locator('header').click();
  const steps = page.getByLabel('Steps', { exact: true }).locator('visible=true').last();
  await steps.fill('3,500');
  await steps.press('Enter');
  await eventually(async () => (await saved()).nodes[1]?.params.steps).toBe(3_500);
  await page.getByText('Only the steps that are new are computed.').waitFor();
  // What settings mean comes with the node, not with the editor.
  await page.getByText('How often the weights are changed.').waitFor();
  await page.getByLabel('Reset Steps to its default').click();
  await eventually(async () => (await saved()).nodes[1]?.params.steps).toBe(2_000);
  const seed = (await saved()).nodes[1]?.seed;
  await page.getByRole('button', { name: 'Draw another seed' }).click();
  await eventually(async () => (await saved()).nodes[1]?.seed).not.toBe(seed);
  await page.getByRole('tab', { name: 'Explain' }).click();
  await page.getByRole('heading', { name: 'Ports' }).waitFor();
  await page.getByRole('tab', { name: 'Result' }).click();
  await page.getByText('There is no result yet.').waitFor();
  await card('write').locator('header').click();
  const first = page.getByRole('radio').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await eventually(() => page.getByRole('radio').nth(1).getAttribute('aria-checked')).toBe('true');
});

test('what was moved away and is shown again as a whole stays whole when the run panel opens', async () => {
  const { page } = await openEditor(
    browser,
    graph({ nodes: [node('text', 'source.text', 0, 0), node('tokenizer', 'tokenize.characters', 0, 640)] }),
  );
  const corner = await page.locator('.react-flow__pane').boundingBox();
  const start = { x: (corner?.x ?? 0) + 30, y: (corner?.y ?? 0) + 30 };
  await atRest(page);
  await drag(page, start, { x: start.x + 200, y: start.y + 500 });
  await page.keyboard.press('f');
  await atRest(page);
  const heightOf = async (shown: string) => (await page.locator(shown).boundingBox())?.height ?? 0;
  const before = await heightOf('.react-flow');
  await page.keyboard.press('p');
  await eventually(() => heightOf('.react-flow')).toBeLessThan(before - 100);
  const outside = () =>
    page.locator('.react-flow').evaluate((canvas) => {
      const { top, bottom } = canvas.getBoundingClientRect();
      return [...canvas.querySelectorAll('.react-flow__node')].filter((item) => {
        const box = item.getBoundingClientRect();
        return box.top < top || box.bottom > bottom;
      }).length;
    });
  await eventually(outside, 10_000).toBe(0);
});
