import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { cards, cardTitled } from '../support/cards';
import { openEditor } from '../support/editor';
import { TEXT_AND_TOKENIZER } from '../support/graphs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('two nodes are made, placed, named and connected without a mouse', async () => {
  const { page, saved } = await openEditor(browser);
  await page.keyboard.press('/');
  await page.keyboard.type('text source');
  await page.keyboard.press('Enter');
  await eventually(() => focusedNode(page)).toBe('text');
  await page.keyboard.press('/');
  await page.keyboard.type('character');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(() => focusedNode(page)).toBe('characters');
  await page.keyboard.press('c');
  await page.getByPlaceholder('Connect with …').waitFor();
  await page.keyboard.type('text source');
  await page.keyboard.press('Enter');
  await eventually(() => page.locator('.react-flow__edge').count()).toBe(1);
  const { x, y } = (await saved()).nodes[1]?.position ?? { x: 0, y: 0 };
  await page.locator('.react-flow__node[data-id=characters]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.type('Letters');
  await page.keyboard.press('Enter');
  await eventually(async () => (await saved()).nodes[1]).toMatchObject({
    title: 'Letters',
    position: { x: x + 8, y: y + 32 },
  });
  expect((await saved()).wires).toEqual([wire('text.text → characters.text')]);
});

test('what is typed while the command palette, or the list of nodes, is on its way is not lost, and does nothing else', async () => {
  const { page, card } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await card('tokenizer').waitFor();
  await page.route('**/_next/static/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('keyboard');
  expect(await page.getByPlaceholder(/Type a command/).count()).toBe(0);
  await page.keyboard.type(' short');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard and mouse' }).waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => page.getByRole('dialog').count()).toBe(0);
  // Each of these letters is a key of its own where nothing is typed.
  await card('tokenizer').locator('header').click();
  await page.keyboard.press('a');
  await page.keyboard.type('mask');
  expect(await page.getByLabel('Search nodes to add').count()).toBe(0);
  await page.keyboard.type('ed aut');
  await page.keyboard.press('Enter');
  await cardTitled(page, 'Masked autoregressive layers').waitFor();
  expect(await cards(page).count()).toBe(3);
  await browser.leave(page);
});

test('renaming takes the keyboard once: whoever goes on within the same moment keeps it', async () => {
  const { page, card } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await card('tokenizer').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Inspector: Character tokenizer' }).waitFor();
  const focused = await card('tokenizer').evaluate(async (node: HTMLElement) => {
    node.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', code: 'F2', bubbles: true, cancelable: true }));
    const first = document.activeElement?.id;
    node.focus();
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    return [first, document.activeElement === node];
  });
  expect(focused).toEqual(['node-title', true]);
});

/** Each line of the cheat sheet, and what shows that it happened. */
const SHEET: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'Find a node to add': (page) =>
    eventually(() =>
      page.getByLabel('Search nodes', { exact: true }).evaluate((box) => box === document.activeElement),
    ).toBe(true),
  'All commands': (page) => page.getByPlaceholder(/Type a command/).waitFor(),
  'Rename, or write the note': (page) =>
    eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('node-title'),
  'Select everything': (page) => page.getByRole('heading', { name: '2 nodes' }).waitFor(),
  'Select nothing': (page) => page.getByRole('region', { name: 'Inspector: graph' }).waitFor(),
  'Mute: leave out, or take in again': (page) => page.getByRole('button', { name: /Unmute/ }).waitFor(),
  'Connect the selected nodes': (page) => page.getByPlaceholder('Connect with …').waitFor(),
  'Add a node here': (page) => page.getByLabel('Search nodes to add').waitFor(),
  'Add a note': (page) => page.getByLabel('Text of the note').waitFor(),
  Group: (page) => page.getByRole('button', { name: /Group Group/ }).waitFor(),
  'Fold into a subgraph': (page) => page.locator('.react-flow__node[data-id=subgraph]').waitFor(),
  Duplicate: (page) => page.locator('.react-flow__node[data-id=tokenizer-2]').waitFor(),
  Delete: (page) => eventually(() => page.locator('.react-flow__node[data-id=tokenizer]').count()).toBe(0),
  Cut: (page) => eventually(() => page.locator('.react-flow__node[data-id=tokenizer]').count()).toBe(0),
  'Show the result larger': (page) => page.getByRole('dialog', { name: 'Character tokenizer' }).waitFor(),
  'Fold or unfold the run panel': (page) => page.getByLabel('Unfold the panel').waitFor(),
  'Things to look at': (page) => page.getByText('the graph is ready to run').waitFor(),
  'Light or dark': (page) => page.locator('html[data-theme=dark]').waitFor({ state: 'attached' }),
  'Keyboard shortcuts': (page) => page.getByRole('dialog', { name: 'Keyboard and mouse' }).waitFor(),
  'Share, export, import': (page) => page.getByRole('dialog').waitFor(),
  'App: a page for those who only use this graph': (page) => page.getByRole('dialog', { name: 'App' }).waitFor(),
  Versions: (page) => page.getByRole('dialog', { name: 'Versions' }).waitFor(),
  'Runs of this project, compared': (page) => page.getByRole('dialog').waitFor(),
  'Run everything': (page) => page.getByText('Finished').waitFor(),
  'Run to the selected nodes': (page) => page.getByText('1 of 1 steps from cache').waitFor(),
};
/** Lines that other tests hold: they need several nodes, a clipboard, a history, a run under way, or a pair of eyes. */
const ELSEWHERE = [
  /^(Undo|Redo|Copy|Paste|Ungroup|Align|Equal gaps|Tidy up|Move )/,
  /^(Stop the run|Pause the run)/,
  /^(Show everything|Zoom)/,
  // Presets, subgraphs and a node that is ranked have tests of their own.
  /^(Open: a subgraph|Take the subgraph apart|Leave the subgraph|Save to library|Rank answers by hand)/,
  /^(From node to node|Select what has the focus)/,
];

test('every line of the cheat sheet has a key that does it, from the keyboard alone', async () => {
  const { page, card } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await page.keyboard.press('Shift+?');
  const rows = page.getByRole('dialog').locator('dl > div');
  await rows.first().waitFor();
  const lines = await rows.evaluateAll((all) =>
    all.map((row) => ({
      title: row.querySelector('dt')?.textContent ?? '',
      keys: [...(row.querySelector('dd span')?.querySelectorAll('kbd') ?? [])].map((cap) => cap.textContent ?? ''),
    })),
  );
  const withKeys = lines.filter(({ keys }) => keys.every((key) => !/drag|click|let a wire/.test(key)));
  const titles = withKeys.map(({ title }) => title);
  const unknown = titles.filter((title) => !(title in SHEET) && !ELSEWHERE.some((known) => known.test(title)));
  expect(unknown).toEqual([]);
  expect(Object.keys(SHEET).filter((title) => !titles.includes(title))).toEqual([]);
  await page.keyboard.press('Escape');
  for (const { title, keys } of withKeys) {
    const shows = SHEET[title];
    if (!shows) continue;
    await card('tokenizer').waitFor();
    await card('tokenizer').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Inspector: Character tokenizer' }).waitFor();
    await page.keyboard.press(keys.map(pressed).join('+'));
    await shows(page);
    await leave(page, title);
  }
});

test('the cheat sheet opens where ? is typed without Shift, too', async () => {
  const { page } = await openEditor(browser, TEXT_AND_TOKENIZER);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard and mouse' }).waitFor();
  await browser.leave(page);
});

/** Closes what the line opened and takes back what it did, so that the next one finds the same graph. */
async function leave(page: Page, title: string): Promise<void> {
  const open = page.locator('[role=dialog], #node-title:focus, input[aria-label="Search nodes"]:focus');
  // What has only just been drawn may not hear the first one yet.
  await eventually(async () => {
    await page.keyboard.press('Escape');
    return open.count();
  }).toBe(0);
  if (CHANGES.includes(title)) await page.keyboard.press('Control+z');
}
const CHANGES = [
  'Mute: leave out, or take in again',
  'Group',
  'Duplicate',
  'Delete',
  'Cut',
  'Add a note',
  'Fold into a subgraph',
];

const PRESSED: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  '⇧': 'Shift',
  '↵': 'Enter',
  Esc: 'Escape',
  Del: 'Delete',
  '⌫': 'Backspace',
  '?': 'Shift+?',
};
const pressed = (cap: string) => PRESSED[cap] ?? (/^[A-Z]$/.test(cap) ? cap.toLowerCase() : cap);

const focusedNode = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id ?? null);
