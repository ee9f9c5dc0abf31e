import { afterAll, beforeAll, expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { referenceOverHttp, type Told } from '../../app/mcp/tool-server';
import { openBrowser } from '../support/browser';
import { closeDialog, openDialog } from '../support/dialogs';
import { openEditor } from '../support/editor';
import { typeInto } from '../support/hands';
import { finished, pressRun } from '../support/runs';

const browser = openBrowser();
const told: Told = { description: 'Adds two numbers.', asked: [] };
const api = (path: string, init?: RequestInit) => fetch(`${process.env.GENLOOM_URL}/api${path}`, init);
let server: Awaited<ReturnType<typeof referenceOverHttp>>;
beforeAll(async () => {
  // The server under test asks at this port: it is started with GENLOOM_MCP_HOSTS.
  server = await referenceOverHttp(told, Number(new URL(process.env.GENLOOM_TEST_MCP ?? 'http://127.0.0.1:4021').port));
});
afterAll(async () => {
  server.close();
  const { servers } = await (await api('/mcp/servers')).json();
  for (const { id, name } of servers) if (name === 'Sums') await api(`/mcp/servers/${id}`, { method: 'DELETE' });
});

const graph = template('mcp', 'Sums by MCP', '', {
  nodes: [
    node('script', 'llm.script', 0, 0, {
      rules:
        'when: Add\ncall: add {"a": 2, "b": 40}\n\nwhen: = 42\nsay: The server says 42.\n\nsay: The server said something else.',
    }),
    node('tool', 'agent.mcp-tool', 0, 320, { asks: false }),
    node('agent', 'agent.run', 360, 0, { task: 'Add them.' }),
  ],
  wires: [wire('script.llm → agent.llm'), wire('tool.tool → agent.tool1')],
});

test('a server of the reference SDK is added in the page, its tool is allowed by name, and an agent calls it', async () => {
  const { page, card } = await openEditor(browser, graph);
  await openDialog(page, 'Tools from MCP servers');
  const dialog = page.getByRole('dialog', { name: 'Tools from MCP servers' });
  await dialog.getByRole('button', { name: 'Add a server' }).click();
  await dialog.getByLabel('Name').fill('Sums');
  await dialog.getByLabel('Address').fill(`${server.origin}/mcp`);
  await dialog.getByRole('button', { name: 'Add and see its tools' }).click();
  await dialog.getByText('Adds two numbers.').waitFor();
  await dialog.getByRole('button', { name: 'Allow add', exact: true }).click();
  await dialog.getByText('1 tool is allowed').waitFor();
  await closeDialog(page);

  await card('tool').locator('header').click();
  const inspector = page.getByRole('region', { name: /^Inspector: / });
  await typeInto(inspector, 'Server', 'Sums');
  await typeInto(inspector, 'Tool', 'add');
  const before = told.asked.length;
  await pressRun(page);
  await finished(page);
  expect(told.asked.length).toBeGreaterThan(before);
  await card('agent').getByText('The server says 42.').waitFor();
  await card('agent').locator('header').click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const steps = page.getByRole('group', { name: 'Steps of an agent' });
  await steps.locator('summary').first().click();
  await steps.getByText('2 + 40 = 42').waitFor();
  await browser.leave(page);
  expect(browser.complaints).toEqual([]);
});
