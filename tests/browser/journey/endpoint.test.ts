import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentTrains } from '@/app/templates/agent-trains';
import { chatDocuments } from '@/app/templates/chat-documents';
import { writerCritic } from '@/app/templates/writer-critic';
import type { GraphDocument } from '@/graph';
import {
  type ImitatedService,
  imitateService,
  jsonAnswer,
  openAiStream,
  openAiText,
  streamAnswer,
} from '../../app/llm/imitated-service';
import { openBrowser } from '../support/browser';
import { cardTitled } from '../support/cards';
import { closeDialog, openDialog } from '../support/dialogs';
import { type Editor, openEditor } from '../support/editor';
import { atRest, dragFromPalette, drawWire, selectNode } from '../support/hands';
import { middleOf } from '../support/mouse';
import { finished, pressRun } from '../support/runs';
import { eventually } from '../support/waiting';

const NAME = 'Endpoint';
const browser = openBrowser();
const api = (path: string, init?: RequestInit) => fetch(`${process.env.GENLOOM_URL}/api${path}`, init);
let service: ImitatedService;
beforeAll(async () => {
  // The server under test asks at this port: it is started with GENLOOM_LLM_HOSTS.
  service = await imitateService(Number(new URL(process.env.GENLOOM_TEST_LLM ?? 'http://127.0.0.1:4020').port));
  service.script('/v1/models', jsonAnswer(200, { data: [{ id: 'imitated' }] }));
  const { page } = await openEditor(browser, writerCritic);
  await addConnection(page);
  await browser.leave(page);
});
afterAll(async () => {
  service.close();
  const { connections } = await (await api('/connections')).json();
  for (const { id, name } of connections) if (name === NAME) await api(`/connections/${id}`, { method: 'DELETE' });
});

async function addConnection(page: Page): Promise<void> {
  await openDialog(page, 'Language models');
  const dialog = page.getByRole('dialog', { name: 'Language models' });
  await dialog.getByRole('button', { name: 'Add a connection' }).click();
  await dialog.getByLabel('Service', { exact: true }).selectOption('Another one, OpenAI-compatible');
  await dialog.getByLabel('Name', { exact: true }).fill(NAME);
  await dialog.getByLabel('Address').fill(`${service.origin}/v1`);
  await page.keyboard.press('Enter');
  await dialog.getByText('It works: 1 model').waitFor();
  await closeDialog(page);
}

/** Opens a template and puts the connection where the script was: the mouse alone. */
async function withConnection(template: GraphDocument, asks: string): Promise<Editor> {
  // So large that everything is in sight, also beside a run.
  const opened = await openEditor(browser, template, { width: 2400, height: 1400 });
  const { page } = opened;
  await atRest(page);
  const script = await middleOf(cardTitled(page, 'Scripted answers'));
  await selectNode(page, 'Scripted answers');
  await page.keyboard.press('Delete');
  await cardTitled(page, 'Scripted answers').waitFor({ state: 'detached' });
  await dragFromPalette(page, 'Language model by connection', script);
  await drawWire(page, ['Language model by connection', 'llm'], [asks, 'llm']);
  await selectNode(page, 'Language model by connection');
  await page.getByLabel('Connection', { exact: true }).selectOption(NAME);
  await page.getByLabel(`Models of ${NAME}`).selectOption('imitated');
  return opened;
}

interface Message {
  readonly role: string;
  readonly content: string;
}
/** What a model would do with a tool: call it, and say what it gave. */
const usesTool = (name: string, given: object, says: (result: string) => string) =>
  service.script('/v1/chat/completions', (response, { body }) => {
    const { messages, tools }: { messages: Message[]; tools?: { function: { name: string } }[] } = body;
    const result = messages.findLast(({ role }) => role === 'tool');
    expect(tools?.map((tool) => tool.function.name)).toContain(name);
    const call = { index: 0, id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(given) } };
    const lines = result
      ? openAiText(...says(result.content).split(/(?<= )/))
      : openAiStream([{ role: 'assistant', tool_calls: [call] }], 'tool_calls');
    return streamAnswer(lines)(response, { method: '', path: '', headers: {}, body });
  });

test('“Writer and critic”: the endpoint calls the writer, and says what it wrote', async () => {
  const { page, card } = await withConnection(writerCritic, 'Agent');
  usesTool(
    'writer',
    { order: 'a line about the sea, less plain' },
    (result) => `It wrote: ${/All night.*\./.exec(result)?.[0]}`,
  );
  await pressRun(page);
  await finished(page);
  await card('editor').getByText('It wrote: All night the sea turns over in its bed of stones.').waitFor();
  await browser.leave(page);
});

test('“An agent that trains a model and reports”: the tool trains for as long as the endpoint asked', async () => {
  const shortly: GraphDocument = {
    ...agentTrains,
    nodes: agentTrains.nodes.map((node) =>
      node.id === 'first' ? { ...node, params: { ...node.params, steps: 2 } } : node,
    ),
  };
  const { page, card } = await withConnection(shortly, 'Agent');
  let perplexity = '';
  usesTool('train_and_test', { steps: 3 }, (result) => {
    perplexity = /Perplexity: ([\d.]+)/.exec(result)?.[1] ?? '';
    return `After 3 steps the perplexity was ${perplexity}.`;
  });
  await pressRun(page);
  await finished(page);
  await eventually(() => card('agent').textContent()).toContain('After 3 steps the perplexity was');
  expect(Number(perplexity)).toBeGreaterThan(1);
  expect(await card('agent').textContent()).toContain(perplexity);
  await browser.leave(page);
});

test('“Chat with your documents”: the endpoint is given the passages that were found, and its answer stands with them', async () => {
  const { page, card } = await withConnection(chatDocuments, 'Answer from documents');
  service.script('/v1/chat/completions', (response, asked) => {
    const said: string = asked.body.messages.at(-1).content;
    const found = /Thursdays it stays open until nine/.test(said)
      ? 'Until nine, says the handbook [1].'
      : 'See there [1].';
    return streamAnswer(openAiText(found))(response, asked);
  });
  await pressRun(page);
  await finished(page);
  await card('answer').getByText('Until nine, says the handbook').first().waitFor();
  await browser.leave(page);
  expect(browser.complaints).toEqual([]);
});
