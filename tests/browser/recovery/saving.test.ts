import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type TestServer } from '../../../scripts/server.mjs';
import { baseUrl, openBrowser } from '../support/browser';
import { openProject, saveState } from '../support/editor';
import { createProject } from '../support/projects';

const browser = openBrowser();

interface Kept {
  readonly name: string;
  readonly revision: number;
}
async function readProject(address: string): Promise<Kept> {
  const { pathname, origin } = new URL(address, baseUrl);
  return (await fetch(`${origin}/api${pathname}`)).json();
}
/** The names that all kept versions of a project have. */
async function versionsOf(id: string): Promise<readonly string[]> {
  const at = `${baseUrl}/api/projects/${id}/versions`;
  const { versions }: { versions: readonly { number: number }[] } = await (await fetch(at)).json();
  return Promise.all(
    versions.map(async ({ number }) => {
      const { document }: { document: Kept } = await (await fetch(`${at}/${number}`)).json();
      return document.name;
    }),
  );
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the project').fill(name);
  await page.getByLabel('Name of the project').press('Enter');
}
const nameIn = (page: Page): Promise<string> => page.getByLabel('Name of the project').inputValue();
const drafts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('genloom.draft.')));

test('an answer that got lost is no conflict: the page goes on saving', async () => {
  const id = await createProject('Begun');
  const page = await browser.newPage();
  await openProject(page, `/projects/${id}`);
  // The server saves, and stops before it can say so.
  await page.route(
    '**/api/projects/*/document',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await rename(page, 'Saved without an answer');
  await saveState(page, 'Kept here until the server answers').waitFor();
  expect((await readProject(`/projects/${id}`)).name).toBe('Saved without an answer');
  await rename(page, 'Edited meanwhile');
  await saveState(page, 'Saved').waitFor();
  expect((await readProject(`/projects/${id}`)).name).toBe('Edited meanwhile');
  expect(await page.getByText('This graph was changed in another tab').count()).toBe(0);
  expect(await drafts(page)).toEqual([]);
  await browser.leave(page);
});

/** Two tabs that edit one project; the second is told of the conflict. */
async function conflict(): Promise<{ readonly id: string; readonly first: Page; readonly second: Page }> {
  const id = await createProject('Begun');
  const first = await browser.newPage();
  const second = await browser.newTab(first);
  await openProject(first, `/projects/${id}`);
  await openProject(second, `/projects/${id}`);
  await rename(first, 'By the first tab');
  await saveState(first, 'Saved').waitFor();
  await rename(second, 'By the second tab');
  await second.getByText('This graph was changed in another tab').waitFor();
  await saveState(second, 'Changed in another tab').waitFor();
  expect(await versionsOf(id)).toEqual(expect.arrayContaining(['By the first tab', 'By the second tab']));
  return { id, first, second };
}

test('two tabs that edit one graph keep both; taking the other one goes on with it', async () => {
  const { id, second } = await conflict();
  await second.getByRole('button', { name: 'Take the other' }).click();
  await saveState(second, 'Saved').waitFor();
  expect(await nameIn(second)).toBe('By the first tab');
  expect(await drafts(second)).toEqual([]);
  await rename(second, 'Both agree');
  await saveState(second, 'Saved').waitFor();
  expect((await readProject(`/projects/${id}`)).name).toBe('Both agree');
  expect(await versionsOf(id)).toEqual(expect.arrayContaining(['By the first tab', 'By the second tab']));
  await browser.leave(second);
});

test('two tabs that edit one graph keep both; keeping one’s own goes on with that', async () => {
  const { id, second } = await conflict();
  await second.getByRole('button', { name: 'Keep mine' }).click();
  await saveState(second, 'Saved').waitFor();
  expect(await nameIn(second)).toBe('By the second tab');
  expect((await readProject(`/projects/${id}`)).name).toBe('By the second tab');
  expect(await versionsOf(id)).toEqual(expect.arrayContaining(['By the first tab', 'By the second tab']));
  await browser.leave(second);
});

test('edits made while nobody has answered the question of a conflict are kept too', async () => {
  const { id, second } = await conflict();
  await rename(second, 'Edited further');
  await saveState(second, 'Changed in another tab').waitFor();
  await second.getByRole('button', { name: 'Keep mine' }).click();
  await saveState(second, 'Saved').waitFor();
  expect((await readProject(`/projects/${id}`)).name).toBe('Edited further');
  await browser.leave(second);
});

test('a project that is deleted in one tab while another has it open is restored there, or saved as a copy, with all that was changed', async () => {
  const id = await createProject('Wanted still');
  const first = await browser.newPage();
  const second = await browser.newTab(first);
  await openProject(second, `/projects/${id}`);
  const deleteIt = async () => {
    await first.goto('/');
    await first.getByRole('button', { name: 'Delete Wanted', exact: false }).first().click();
    await second.getByText('This project was deleted in another tab').waitFor();
  };
  await deleteIt();
  await rename(second, 'Wanted again');
  await saveState(second, 'Deleted in another tab').waitFor();
  await second.getByRole('button', { name: 'Restore' }).click();
  await saveState(second, 'Saved').waitFor();
  expect((await readProject(`/projects/${id}`)).name).toBe('Wanted again');

  await deleteIt();
  await rename(second, 'Wanted elsewhere');
  await second.getByRole('button', { name: 'Save as a copy' }).click();
  await second.waitForURL((url) => url.pathname.startsWith('/projects/') && !url.pathname.endsWith(id));
  await saveState(second, 'Saved').waitFor();
  expect(await nameIn(second)).toBe('Wanted elsewhere (copy)');
  expect(await drafts(second)).toEqual([]);
  await browser.leave(second);
});

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

test('a server that is stopped in the middle of an autosave loses nothing, whether the page waits for it or is closed', async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.getByRole('button', { name: 'New graph' }).click();
  await page.waitForURL(/\/projects\//);
  const address = page.url();
  await rename(page, 'Before');
  await saveState(page, 'Saved').waitFor();

  await rename(page, 'As it stops');
  await server.halt();
  await saveState(page, 'Kept here until the server answers').waitFor();
  await rename(page, 'While it is away');
  await server.resume();
  await saveState(page, 'Saved').waitFor();
  expect(await readProject(address)).toMatchObject({ name: 'While it is away' });

  await server.halt();
  await rename(page, 'Closed before it came back');
  await saveState(page, 'Kept here until the server answers').waitFor();
  const again = await browser.newTab(page);
  await page.close();
  await server.resume();
  expect(await readProject(address)).toMatchObject({ name: 'While it is away' });
  await openProject(again, address);
  await again.getByText('Changes that were not saved yet are back').waitFor();
  await saveState(again, 'Saved').waitFor();
  expect(await nameIn(again)).toBe('Closed before it came back');
  expect(await readProject(address)).toMatchObject({ name: 'Closed before it came back' });
  expect(await drafts(again)).toEqual([]);
  await browser.leave(again);
});
