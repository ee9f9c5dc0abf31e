import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { node, note, wire } from '@/app/templates/build';
import { emptyDocument, parseDocumentText } from '@/graph';
import { openBrowser } from '../support/browser';
import { createProject, savedDocument } from '../support/projects';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);
const idOf = (address: string) => address.split('/projects/')[1] ?? '';

test('a new graph and a template each open as a project of their own', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'New graph' }).click();
  await page.getByRole('heading', { name: 'An empty canvas' }).waitFor();
  await page.getByRole('link', { name: 'To your projects' }).click();
  await page
    .getByRole('region', { name: 'Start with a template' })
    .getByRole('button', { name: 'How a tokenizer is learned' })
    .click();
  await page.getByRole('article', { name: /One sentence, three ways/ }).waitFor();
  const document = await savedDocument(idOf(page.url()));
  expect(document.nodes).toHaveLength(5);
  await browser.leave(page);
});

test('templates are found by what they are about and by a search, and where nothing is found there is a way on', async () => {
  const page = await browser.newPage({ width: 390, height: 844 });
  await page.goto('/');
  const templates = page.getByRole('region', { name: 'Start with a template' });
  const search = templates.getByRole('searchbox', { name: 'Search templates' });
  const card = (name: string) => templates.getByRole('button', { name, exact: true });
  await card('Describe, draw, check').waitFor();
  // The page's script may not be there yet when the first key is pressed.
  const agents = templates.getByRole('radio', { name: /^Agents and workflows/ });
  await eventually(async () => {
    await agents.press('Space');
    return card('Describe, draw, check').isVisible();
  }).toBe(false);
  await card('Re-plan the shifts').waitFor();
  await search.fill('tokenizer learned');
  await templates.getByText('Nothing under “Agents and workflows” has “tokenizer learned”').waitFor();
  await templates.getByRole('button', { name: /elsewhere$/ }).press('Enter');
  await card('How a tokenizer is learned').waitFor();
  expect(await hasFocus(templates.getByRole('radio', { name: /^All/ }))).toBe(true);
  await search.fill('no such thing');
  await templates.getByRole('button', { name: 'Build it yourself' }).waitFor();
  await search.press('Escape');
  await templates.getByRole('button', { name: /^All \d+ of Pictures$/ }).click();
  await card('GAN on digits').waitFor();
  expect(await hasFocus(templates.getByRole('radio', { name: /^Pictures/ }))).toBe(true);
  await browser.leave(page);
});

test('projects are found by their names, renamed, and duplicated', async () => {
  // Names of their own: a second try finds the projects of the first.
  const mark = Date.now().toString(36);
  const [name, renamed, other] = [`Über das Lernen ${mark}`, `On learning ${mark}`, `Something else ${mark}`];
  await createProject(name);
  await createProject(other);
  const page = await browser.newPage();
  await page.goto('/');
  const projects = page.getByRole('region', { name: 'Your projects' });
  // Before the page's script has run, a key goes nowhere: it is pressed until it has done something, as people do.
  const search = projects.getByRole('searchbox', { name: 'Search projects' });
  await eventually(async () => {
    if (!(await hasFocus(search))) await page.keyboard.press('/');
    return hasFocus(search);
  }).toBe(true);
  await page.keyboard.type(`uber DAS lernen ${mark}`);
  await projects.getByRole('link', { name: other, exact: true }).waitFor({ state: 'detached' });
  await projects.getByRole('link', { name, exact: true }).waitFor();

  await projects.getByRole('button', { name: `Rename ${name}` }).click();
  await page.keyboard.type('Thrown away');
  await page.keyboard.press('Escape');
  await projects.getByRole('button', { name: `Rename ${name}` }).click();
  await page.keyboard.type(renamed);
  await page.keyboard.press('Enter');
  await page.getByText(`No project has “uber DAS lernen ${mark}”`).waitFor();
  await page.getByRole('button', { name: /^Show all/ }).click();
  await projects.getByRole('link', { name: renamed, exact: true }).waitFor();
  await projects.getByRole('button', { name: `Duplicate ${renamed}`, exact: true }).click();
  await projects.getByRole('link', { name: `${renamed} (copy)`, exact: true }).waitFor();
  await page.reload();
  await projects.getByRole('link', { name: renamed, exact: true }).waitFor();
  expect(await projects.getByRole('link', { name: 'Thrown away', exact: true }).count()).toBe(0);
  await browser.leave(page);
});

test('who has projects finds them above the templates', async () => {
  await createProject('Mine');
  const page = await browser.newPage();
  await page.goto('/');
  const top = async (name: string) => (await page.getByRole('region', { name }).boundingBox())?.y ?? Number.NaN;
  expect(await top('Your projects')).toBeLessThan(await top('Start with a template'));
  await browser.leave(page);
});

test('a deleted project comes back by undo, by its key, and later from the list', async () => {
  await createProject('Not needed');
  const page = await browser.newPage();
  await page.goto('/');
  const card = page.getByRole('link', { name: 'Not needed', exact: true });
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete Not needed' }).click();
    await card.waitFor({ state: 'detached' });
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await card.waitFor();
  await remove();
  await page.keyboard.press('ControlOrMeta+z');
  await card.waitFor();
  await remove();
  await page.reload();
  await page.getByText('Recently deleted').click();
  await page.getByRole('button', { name: 'Bring back Not needed' }).click();
  await card.waitFor();
  await browser.leave(page);
});

test('what is exported is imported as the same document, and a file that is no graph says so', async () => {
  const original = {
    ...emptyDocument('original', 'There and back: “ünïcode” / 今日'),
    description: 'All that a document can hold',
    nodes: [
      { ...node('a', 'source.text', -10.5, 20, { origin: 'pasted', text: 'To be, or not to be\n' }), muted: true },
      node('b', 'tokenize.characters', 300, 0, {}, { title: 'Letters', seed: 7 }),
      node('c', 'of.the-future', 600, 0, { kept: [1, { as: 'it is' }] }),
    ],
    wires: [wire('a.text → b.text')],
    groups: [{ id: 'g', title: 'Both', nodes: ['a', 'b'] }],
    notes: [note('n', 0, 300, 200, 100, 'Remember')],
  };
  await createProject(original.name, original);
  const page = await browser.newPage();
  await page.goto('/');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Export ${original.name} as a file` }).click();
  const path = await (await download).path();
  const exported = parseDocumentText(readFileSync(path, 'utf8'));
  expect({ ...exported, id: '' }).toEqual({ ...original, id: '' });

  const picker = page.getByLabel('Graph file to import');
  const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await picker.setInputFiles(file('play.txt', 'To be, or not to be'));
  await page.getByRole('alert').filter({ hasText: '“play.txt” cannot be opened' }).waitFor();
  await picker.setInputFiles(file('other.json', '{"format":"something else"}'));
  await page.getByRole('alert').filter({ hasText: 'This is not a graph that Genloom can open' }).waitFor();
  const particulars = page.getByRole('alert').getByText('Invalid input').first();
  expect(await particulars.isVisible()).toBe(false);
  await page.getByRole('alert').getByText('Details').click();
  await particulars.waitFor();
  await picker.setInputFiles(file('back.json', readFileSync(path, 'utf8')));
  await page.waitForURL('**/projects/*');
  // The first is still there: the second says where it comes from.
  const name = `${original.name} (imported)`;
  expect({ ...(await savedDocument(idOf(page.url()))), id: '' }).toEqual({ ...original, name, id: '' });
  await browser.leave(page);
});
