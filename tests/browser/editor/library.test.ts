import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { expectAccessible } from '../support/axe';
import { baseUrl, openBrowser } from '../support/browser';
import { card, cardTitled } from '../support/cards';
import { inEditor, openEditor, reopen } from '../support/editor';
import { graph } from '../support/graphs';
import { drag, middleOf } from '../support/mouse';
import { createProject } from '../support/projects';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const NAME = 'Pieces of a text, kept';
const text = node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 });
const folding = graph({
  nodes: [
    text,
    node('tokenizer', 'tokenize.characters', 300, 0),
    node('encode', 'tokenize.encode', 300, 200),
    node('embedding', 'network.token-embedding', 700, 0),
  ],
  wires: [
    wire('text.text → tokenizer.text'),
    wire('text.text → encode.text'),
    wire('tokenizer.tokenizer → encode.tokenizer'),
    wire('tokenizer.tokenizer → embedding.tokenizer'),
  ],
});

test('folded, saved, used elsewhere, changed and saved again: the other project tells, is updated, undone, and stays', async () => {
  for (const { id, name } of (await (await fetch(`${baseUrl}/api/library`)).json()).items)
    if (name === NAME) await fetch(`${baseUrl}/api/library/${id}`, { method: 'DELETE' });
  const first = await openEditor(browser, folding);
  const { page } = first;
  const dialog = page.getByRole('dialog', { name: 'Save to library' });
  const library = page.getByRole('region', { name: 'From your library' });
  const palette = page.getByRole('navigation', { name: 'Nodes' });
  await card(page, 'tokenizer').locator('header').click();
  await card(page, 'encode')
    .locator('header')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('g');
  await card(page, 'subgraph').getByText('2 nodes inside').waitFor();
  await page.keyboard.press('l');
  await dialog.getByLabel('Name').fill(NAME);
  await expectAccessible(page, 'saving to the library');
  await page.keyboard.press('Enter');
  await library.getByText(`${NAME} from your library, version 1.`).waitFor();
  await first.saved();

  // Another project finds it by a word, and wires it.
  const other = await createProject('Other', graph({ nodes: [text] }));
  const second = await inEditor(page, other);
  await page.keyboard.press('/');
  await palette.getByLabel('Search nodes').fill('pieces kept');
  await palette.getByRole('button', { name: new RegExp(`^${NAME}`) }).waitFor();
  await page.keyboard.press('Enter');
  const used = cardTitled(page, NAME);
  await used.waitFor();
  const id = 'pieces-of-a-text-kept';
  await drag(
    page,
    await middleOf(second.port('text', 'source', 'text')),
    await middleOf(second.port(id, 'target', 'text')),
  );
  await eventually(async () => (await second.saved()).wires.length).toBe(1);
  const before = await second.saved();

  // In the first, something inside changes; a version that has no change is not offered.
  await inEditor(page, first.projectId);
  await card(page, 'subgraph').locator('header').click();
  await page.keyboard.press('l');
  await dialog.getByText('Nothing inside has changed: version 1 is this already.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save version 2' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await card(page, 'subgraph').dblclick({ position: { x: 40, y: 16 } });
  await card(page, 'encode').locator('header').click();
  await page.keyboard.press('m');
  await page.keyboard.press('u');
  await page.keyboard.press('l');
  await dialog.getByLabel('What has changed').fill('Nothing is encoded any more');
  await dialog.getByRole('button', { name: 'Save version 2' }).click();
  await library.getByText('version 2, the newest').waitFor();
  await first.saved();

  // The other says so.
  await inEditor(page, other);
  await used.getByText('Version 2 is there').waitFor();
  await used.locator('header').click();
  await library.getByText('Version 2 is there; this is version 1.').waitFor();
  await library.getByText('Nothing is encoded any more').waitFor();
  await library.getByText('Muted Encode').first().waitFor();
  await expectAccessible(page, 'a newer version');
  await library.getByRole('button', { name: 'Update', exact: true }).click();
  await library.getByText('version 2, the newest').waitFor();
  expect(await used.getByText('Version 2 is there').count()).toBe(0);
  const updated = await second.saved();
  expect(updated.wires).toEqual(before.wires);
  expect(updated.nodes.find((one) => one.id === id)?.library?.version).toBe(2);
  await page.keyboard.press('Control+z');
  await library.getByText('Version 2 is there; this is version 1.').waitFor();
  expect((await second.saved()).nodes).toEqual(before.nodes);
  await library.getByRole('button', { name: 'Stay with version 1' }).click();
  await library.getByText('You stay with version 1').waitFor();
  await second.saved();
  await reopen(page);
  await used.locator('header').click();
  await library.getByText('You stay with version 1').waitFor();
  expect(await used.getByText('Version 2 is there').count()).toBe(0);

  // Deleted from the library, it works on.
  await palette.getByRole('button', { name: 'Your library' }).click();
  await palette.getByRole('button', { name: `About ${NAME}` }).click();
  const about = page.getByRole('dialog', { name: NAME });
  await about.getByText('2 versions').waitFor();
  await about.getByRole('button', { name: 'Delete from the library …' }).click();
  await about.getByRole('button', { name: 'Delete it' }).click();
  await library.getByText('an item that yours does not have').waitFor();
  await used.waitFor();
  expect(browser.complaints).toEqual([]);
});
