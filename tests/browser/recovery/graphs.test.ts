import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { DOCUMENT_VERSION, type GraphDocument } from '@/graph';
import { baseUrl, openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openProject, saveState } from '../support/editor';
import { drag, middleOf } from '../support/mouse';
import { createProject } from '../support/projects';
import { pressRun, runEnds } from '../support/runs';

const browser = openBrowser();

async function readProject(id: string): Promise<{ readonly document: GraphDocument }> {
  return (await fetch(`${baseUrl}/api/projects/${id}`)).json();
}
/** Other tests make projects on the same server meanwhile: what is told apart is told by its name. */
async function projectsNamed(names: readonly string[]): Promise<readonly string[]> {
  const { projects }: { projects: readonly { readonly name: string }[] } = await (
    await fetch(`${baseUrl}/api/projects`)
  ).json();
  return projects.map(({ name }) => name).filter((name) => names.includes(name));
}

const importFile = (page: Page, name: string, content: string): Promise<void> =>
  page
    .getByLabel('Graph file to import')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

/** What there is to look at, listed in the panel below. */
async function problems(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^To look at/ }).click();
  return page.getByRole('region', { name: 'Things to look at' });
}

const empty = template('empty', 'Never to be a project', '', { nodes: [], wires: [] });
const cyclic = template('loop', 'A loop', '', {
  nodes: [
    node('first', 'prepare.clean', 0, 0, {}, { title: 'First' }),
    node('second', 'prepare.clean', 300, 0, {}, { title: 'Second' }),
  ],
  wires: [wire('first.text → second.text'), wire('second.text → first.text')],
});

test('a file that is no graph is refused on the home page with what would help, and no project is made of it', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  const many = Array.from({ length: 100_000 }, (_, index) => node(`n${index}`, 'see.inspect', index, 0));
  const bad = [
    { name: 'letter.json', content: 'Dear Sir or Madam', says: /is no graph of Genloom/ },
    { name: 'list.json', content: '[1, 2, 3]', says: /not a graph that Genloom can open/ },
    { name: 'other.json', content: '{"format":"comfyui","nodes":[]}', says: /not a graph that Genloom can open/ },
    { name: 'new.json', content: JSON.stringify({ ...empty, version: DOCUMENT_VERSION + 1 }), says: /newer Genloom/ },
    { name: 'many.json', content: JSON.stringify({ ...empty, nodes: many }), says: /larger than 8 MB/ },
    {
      name: 'lean.json',
      content: JSON.stringify({ ...empty, nodes: many.map(() => 0) }),
      says: /100,000 are more than/,
    },
  ];
  for (const { name, content, says } of bad) {
    await importFile(page, name, content);
    const alert = page.getByRole('main').getByRole('alert').filter({ hasText: says });
    await alert.waitFor();
    expect(await alert.textContent()).toContain(`“${name}”`);
    expect(await alert.textContent()).toMatch(/exported from Genloom/);
  }
  expect(await projectsNamed(['Never to be a project', ...bad.map(({ name }) => name.replace('.json', ''))])).toEqual(
    [],
  );
  await importFile(page, 'good.json', JSON.stringify(cyclic));
  await page.waitForURL(/\/projects\//);
  await browser.leave(page);
});

test('a graph with a loop opens, says so on its nodes, and one removed wire mends it', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  await importFile(page, 'loop.json', JSON.stringify(cyclic));
  await card(page, 'first').getByText('This node feeds itself.').waitFor();
  await card(page, 'second').getByText('Remove one of the wires on the loop.').waitFor();
  await (await problems(page)).getByRole('listitem').nth(1).waitFor();
  await pressRun(page);
  await runEnds(page, 'Ended with errors');
  await page.locator('.react-flow__edge').nth(1).press('Enter');
  await page.keyboard.press('Delete');
  await card(page, 'first').getByText('This node feeds itself.').waitFor({ state: 'detached' });
  await browser.leave(page);
});

test('a node that this Genloom does not know is shown as missing, and loses nothing when the graph is saved', async () => {
  const future = {
    ...node('dream', 'future.dream', 300, 0, { depth: [1, { more: true }] }),
    version: 7,
    title: 'Dream',
  };
  const document = template('future', 'Future', '', {
    nodes: [node('text', 'source.text', 0, 0), future, node('clean', 'prepare.clean', 600, 0)],
    wires: [wire('text.text → dream.anything'), wire('dream.result → clean.text')],
  });
  const id = await createProject('Future', document);
  const page = await browser.newPage();
  await openProject(page, `/projects/${id}`);
  await card(page, 'dream').getByText('This Genloom does not know this node. It is kept as it is.').waitFor();
  // A wire without height is drawn all the same.
  await page.locator('.react-flow__edge').nth(1).waitFor({ state: 'attached' });
  await (await problems(page)).getByText('This Genloom does not know the node “future.dream”.').waitFor();
  await page.getByLabel('Name of the project').fill('Renamed');
  await page.keyboard.press('Enter');
  await saveState(page, 'Saved').waitFor();
  const kept = (await readProject(id)).document;
  expect(kept.name).toBe('Renamed');
  expect(kept.nodes).toContainEqual(future);
  expect(kept.wires).toEqual(document.wires);
  await browser.leave(page);
});

test('a wire between kinds that do not fit is refused with the reason when it is drawn', async () => {
  const document = template('kinds', 'Kinds', '', {
    nodes: [node('text', 'source.text', 0, 0), node('train', 'train.language-model', 420, 0)],
    wires: [],
  });
  const id = await createProject('Kinds', document);
  const page = await browser.newPage();
  await openProject(page, `/projects/${id}`);
  await draw(
    page,
    card(page, 'text')
      .getByLabel(/^output/)
      .first(),
    card(page, 'train').getByLabel(/^input Network/),
  );
  const between = page.getByRole('dialog', { name: 'What fits between' });
  await between.getByText('This takes a network, not a set of texts.').waitFor();
  await page.keyboard.press('Escape');
  await between.waitFor({ state: 'detached' });
  expect(await page.locator('.react-flow__edge').count()).toBe(0);
  expect((await readProject(id)).document.wires).toEqual([]);
  await browser.leave(page);
});

test('a document with a wire between kinds that do not fit says so on the node, with a fix', async () => {
  const document = template('kinds', 'Wrong wire', '', {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'paste', text: 'Some text to read.'.repeat(20) }),
      node('encode', 'tokenize.encode', 420, 0),
      node('tokenizer', 'tokenize.characters', 0, 260),
    ],
    wires: [wire('text.text → encode.text'), wire('text.text → encode.tokenizer'), wire('text.text → tokenizer.text')],
  });
  const page = await browser.newPage();
  await openProject(page, `/projects/${await createProject('Wrong wire', document)}`);
  const words = 'Text source does not fit here.';
  await card(page, 'encode').getByText(words).waitFor();
  await card(page, 'encode').getByText('Connect something that gives a tokenizer.').waitFor();
  await (await problems(page)).getByText(words).waitFor();
  await (await problems(page)).getByText('Connect something that gives a tokenizer.').waitFor();
  await card(page, 'encode').getByRole('button', { name: 'Put “Character tokenizer” between' }).waitFor();
  await draw(page, card(page, 'tokenizer').getByLabel(/^output/), card(page, 'encode').getByLabel(/^input tokenizer/i));
  await card(page, 'encode').getByText(words).waitFor({ state: 'detached' });
  await pressRun(page);
  await runEnds(page, 'Finished');
  await browser.leave(page);
});

/** Draws a wire with the mouse, from the middle of one port to the middle of another. */
const draw = async (page: Page, from: Locator, to: Locator): Promise<void> =>
  drag(page, await middleOf(from), await middleOf(to));
