import { afterAll, beforeAll, expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { emptyDocument } from '@/graph';
import {
  type ImitatedService,
  imitateService,
  jsonAnswer,
  openAiText,
  streamAnswer,
} from '../../app/llm/imitated-service';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { openDialog } from '../support/dialogs';
import { openEditor } from '../support/editor';
import { finished, pressRun } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const KEY = 'sk-planted-in-a-browser-0123456789';
const api = (path: string, init?: RequestInit) => fetch(`${process.env.GENLOOM_URL}/api${path}`, init);
let service: ImitatedService;
beforeAll(async () => {
  // The server under test asks at this port: it is started with GENLOOM_LLM_HOSTS.
  service = await imitateService(Number(new URL(process.env.GENLOOM_TEST_LLM ?? 'http://127.0.0.1:4020').port));
});
afterAll(() => service.close());

test('a connection is added by keyboard, tested, asked, changed and deleted, on a narrow screen too; its key never comes back', async () => {
  const { connections } = await (await api('/connections')).json();
  for (const { id } of connections) await api(`/connections/${id}`, { method: 'DELETE' });
  const { page } = await openEditor(browser, emptyDocument('models'), { width: 390, height: 844 });
  const dialog = page.getByRole('dialog', { name: 'Language models' });
  await openDialog(page, 'Language models');
  await dialog.getByText('No connection yet.').waitFor();
  await page.keyboard.press('Enter');
  const choose = dialog.getByLabel('Service', { exact: true });
  await eventually(() => choose.evaluate((element) => element === document.activeElement)).toBe(true);
  await expectAccessible(page, 'a new connection');
  await choose.selectOption('Anthropic');
  expect(await dialog.getByLabel('Address').inputValue()).toBe('https://api.anthropic.com');
  await choose.selectOption('Another one, OpenAI-compatible');
  await dialog.getByLabel('Name', { exact: true }).fill('Imitated');
  await dialog.getByLabel('Address').fill('https://example.org/v1');
  await dialog.getByLabel('Key').fill(KEY);
  await dialog.getByText('Prices, budgets and pace').click();
  await dialog.getByLabel('Tokens a day at most').fill('many');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('takes a whole number').waitFor();
  await dialog.getByLabel('Tokens a day at most').fill('5,000');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('GENLOOM_LLM_HOSTS=https://example.org').waitFor();
  await dialog.getByLabel('Address').fill(`${service.origin}/v1`);
  service.script('/v1/models', jsonAnswer(200, { data: [{ id: 'small' }, { id: 'large' }] }));
  await page.keyboard.press('Enter');
  await dialog.getByText('It works: 2 models').waitFor();
  await dialog.getByText(/has a key/).waitFor();
  await expectAccessible(page, 'a list of connections');
  // Nothing is wider than the screen.
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

  // Pieces come through the server as they are written, not all at the end.
  service.script('/v1/chat/completions', streamAnswer(openAiText(...'piece by piece'.split(' ')), 150));
  const request = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }], maxTokens: 20 };
  const asked = JSON.stringify({ connection: 'Imitated', model: 'small', run: 'by-hand', request });
  const answer = await api('/llm/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: asked,
  });
  const times: number[] = [];
  let lines = '';
  const decoder = new TextDecoder();
  for await (const bytes of answer.body ?? []) {
    times.push(performance.now());
    lines += decoder.decode(bytes, { stream: true });
  }
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type),
  ).toEqual(['text', 'text', 'text', 'usage', 'finished']);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(200);
  expect(service.asked.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);

  await page.reload();
  await page.locator('.react-flow__pane').waitFor();
  await openDialog(page, 'Language models');
  await dialog.getByText('Today 18 of 5,000 tokens').waitFor();
  service.script('/v1/models', jsonAnswer(401, { error: { message: `no such key: ${KEY}` } }));
  await dialog.getByRole('button', { name: 'Test Imitated' }).click();
  await dialog.getByRole('alert').getByText('“Imitated” does not take this key.').waitFor();
  await dialog.getByRole('button', { name: 'Edit Imitated' }).click();
  expect(await dialog.getByLabel('Key', { exact: true }).inputValue()).toBe('');
  await dialog.getByLabel('Address').fill('https://openrouter.ai/api/v1');
  await dialog.getByText('enter it again for this one').waitFor();
  expect(await page.content()).not.toContain(KEY.slice(0, 16));
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await dialog.getByRole('button', { name: 'Delete Imitated' }).click();
  // The safe answer has the keyboard.
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Delete Imitated' }).click();
  await dialog.getByRole('button', { name: 'Delete it' }).click();
  await dialog.getByText('No connection yet.').waitFor();
  await browser.leave(page);
  expect(browser.complaints.filter((complaint) => !/422|502/.test(complaint))).toEqual([]);
});

test('a graph asks through a connection that is chosen in the inspector, and its key is in nothing that the run leaves behind', async () => {
  const body = { name: 'Parrot', provider: 'openai-compatible', baseUrl: `${service.origin}/v1`, key: KEY };
  const made = await api('/connections', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(made.status).toBe(201);
  const asking = template('asking', 'Asking', '', {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'paste', text: 'When is noon?' }),
      node('connection', 'llm.connection', 0, 320),
      node('ask', 'llm.ask', 320, 0),
    ],
    wires: [wire('text.text → ask.prompts'), wire('connection.llm → ask.llm')],
  });
  const { page, card, saved, projectId } = await openEditor(browser, asking);
  service.script('/v1/models', jsonAnswer(200, { data: [{ id: 'small' }] }));
  service.script('/v1/chat/completions', streamAnswer(openAiText('At ', 'twelve.')));
  await card('connection').locator('header').click();
  await page.getByLabel('Connection', { exact: true }).selectOption('Parrot');
  await page.getByLabel('Models of Parrot').selectOption('small');
  await pressRun(page);
  await finished(page);
  await card('ask').getByText('At twelve.').waitFor();
  expect(service.asked.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  const runs = await (await api(`/projects/${projectId}/runs`)).json();
  const kept = JSON.stringify([await saved(), runs, await (await api('/connections')).json(), await page.content()]);
  expect(kept).toContain('Parrot');
  expect(kept).not.toContain(KEY.slice(0, 16));
});
