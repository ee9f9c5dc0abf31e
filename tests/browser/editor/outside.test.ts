import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { emptyDocument } from '@/graph';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { openDialog } from '../support/dialogs';
import { openEditor } from '../support/editor';
import { finished, pressRun } from '../support/runs';

const browser = openBrowser();
const api = (path: string, init?: RequestInit) => fetch(`${process.env.GENLOOM_URL}/api${path}`, init);
afterAll(async () => {
  const { servers } = await (await api('/mcp/servers')).json();
  for (const { id } of servers) await api(`/mcp/servers/${id}`, { method: 'DELETE' });
});

test('the list of hosts is saved, and a server of tools is added and removed, on a narrow screen too', async () => {
  const { page } = await openEditor(browser, emptyDocument('outside'), { width: 390, height: 844 });
  await openDialog(page, 'Web pages that may be fetched');
  const web = page.getByRole('dialog', { name: 'Web pages' });
  const hosts = web.getByLabel('Hosts, one a line');
  await hosts.fill('not/a/host');
  await web.getByRole('button', { name: 'Save the list' }).click();
  await web.getByRole('alert').getByText('is no host').waitFor();
  await hosts.fill('en.wikipedia.org\n*.example.org');
  await expectAccessible(page, 'the list of hosts');
  await web.getByRole('button', { name: 'Save the list' }).click();
  await web.waitFor({ state: 'hidden' });
  expect((await (await api('/web/hosts')).json()).hosts).toEqual(['*.example.org', 'en.wikipedia.org']);

  await openDialog(page, 'Tools from MCP servers');
  const dialog = page.getByRole('dialog', { name: 'Tools from MCP servers' });
  await dialog.getByText('No server yet.').waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Name').fill('Tools');
  // The server under test starts no programs.
  expect(await dialog.getByLabel('Reached').count()).toBe(0);
  await dialog.getByLabel('Address').fill('http://127.0.0.1:9/mcp');
  await expectAccessible(page, 'a new server of tools');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('GENLOOM_MCP_HOSTS=http://127.0.0.1:9').waitFor();
  await dialog.getByLabel('Address').fill('https://127.0.0.1:9/mcp');
  await dialog.getByLabel('Token').fill('planted-in-a-browser-0123456789');
  await page.keyboard.press('Enter');
  // It is added, and not asked: it stands for this machine.
  await dialog.getByRole('alert').getByText('private network').waitFor();
  await dialog.getByText('has a token').waitFor();
  await expectAccessible(page, 'a list of servers');
  expect(await page.content()).not.toContain('planted-in-a-browser');
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await dialog.getByRole('button', { name: 'Remove Tools' }).click();
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await dialog.getByText('No server yet.').waitFor();

  await page.keyboard.press('Escape');
  await openDialog(page, 'Graphs as tools of other programs');
  await page.getByText('This server serves no graphs.').waitFor();
  await browser.leave(page);
  expect(browser.complaints.filter((complaint) => !/422|502|403/.test(complaint))).toEqual([]);
});

test('a page of the web is read, and a table is asked by SQL, in workers of the browser', async () => {
  const words = 'Otters live along rivers and coasts, and they eat fish, crabs and frogs. '.repeat(12);
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>Otters</title><nav>menu</nav><article><p>${words}</p><p>${words}</p></article>`);
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  const at = site.address();
  const origin = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  const put = {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hosts: [origin] }),
  };
  expect((await api('/web/hosts', put)).status).toBe(200);
  const asking = template('outside', 'Outside', '', {
    nodes: [
      node('birds', 'source.table', 0, 0, { rows: 200 }),
      node('asked', 'flow.sql', 360, 0, { tables: 'birds', sql: 'SELECT count(*) AS many FROM birds' }),
      node('page', 'web.fetch', 0, 420, { url: `${origin}/otters` }),
    ],
    wires: [wire('birds.table → asked.birds')],
  });
  const { page, card } = await openEditor(browser, asking);
  await pressRun(page);
  await finished(page);
  await card('asked').getByText('200', { exact: true }).waitFor();
  await card('page').getByText('Otters live along rivers').waitFor();
  expect(await card('page').textContent()).not.toContain('menu');
  site.closeAllConnections();
  site.close();
  await browser.leave(page);
  expect(browser.complaints.filter((complaint) => !/422|502|403/.test(complaint))).toEqual([]);
});
