import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { encodeLink } from '@/app/share/link';
import { node, template, wire } from '@/app/templates/build';
import type { GraphApp, GraphDocument } from '@/graph';
import { expectAccessible } from '../support/axe';
import { baseUrl, openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { smallGraph } from '../support/graphs';
import { createProject } from '../support/projects';
import { eventually } from '../support/waiting';

const browser = openBrowser();

/** As short as a graph can be that makes something of what is set. */
const greeter = template('greeter', 'Greeter', '', {
  nodes: [
    node('name', 'flow.constant', 0, 0, { text: 'world' }, { title: 'Name' }),
    node('greeting', 'flow.template', 300, 0, { template: 'Hello {name}!' }, { title: 'Greeting' }),
  ],
  wires: [wire('name.value → greeting.name')],
});

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

test('an app is made in the dialog; who opens its link sets what it asks for and sees what comes of it, and the project stays as it is', async () => {
  const { page, saved } = await openEditor(browser, greeter);
  await page.keyboard.press('Shift+A');
  const dialog = page.getByRole('dialog', { name: 'App' });
  await dialog.getByLabel('Title').fill('Say hello');
  await dialog.getByLabel('Introduction').fill('Whom shall it greet?');
  // The first choice asks for the text; it gets a name of its own, and what is written gets company.
  await dialog.getByRole('textbox', { name: 'Name of Text' }).fill('Whom');
  await dialog.getByLabel('Find an output to show').fill('name');
  await dialog.getByRole('button', { name: 'Add Name Name' }).click();
  await dialog.getByRole('button', { name: 'Move Name up' }).click();
  await dialog.getByRole('tab', { name: 'Hand it out' }).click();
  const link = await dialog.getByLabel('The link').inputValue();
  await expectAccessible(page, 'how an app is handed out');
  expect((await saved()).app).toEqual({
    kind: 'form',
    title: 'Say hello',
    intro: 'Whom shall it greet?',
    inputs: [{ node: 'name', param: 'text', title: 'Whom' }],
    outputs: [
      { node: 'name', port: 'value' },
      { node: 'greeting', port: 'text' },
    ],
  });

  const visitor = await browser.newPage({ width: 390 });
  await visitor.goto(link);
  await visitor.getByRole('heading', { name: 'Say hello' }).waitFor();
  expect(await visitor.title()).toContain('Say hello');
  const greeting = visitor.getByRole('region', { name: 'Greeting' });
  expect(await greeting.textContent()).toContain('Press Run');
  await visitor.getByLabel('Whom').fill('Ada');
  await run(visitor).click();
  await greeting.getByText('Hello Ada!').waitFor();
  await visitor
    .getByRole('status')
    .getByText(/^Done in/)
    .waitFor();
  await expectAccessible(visitor, 'an app');
  // Nothing sticks out on a narrow screen.
  expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await visitor.getByRole('button', { name: 'Start over' }).click();
  await eventually(() => visitor.getByLabel('Whom').inputValue()).toBe('world');
  expect((await saved()).nodes[0]?.params.text).toBe('world');

  // One step back at a time; the app is a part of the graph.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await eventually(async () => (await saved()).app?.outputs[0]?.node).toBe('greeting');
});

test('a chat puts each message into its setting with the exchange before it, answers with its output, and keeps what was said in sight', async () => {
  const chat: GraphDocument = {
    ...greeter,
    app: {
      kind: 'chat',
      title: 'Greeter',
      intro: '',
      remembers: 1,
      inputs: [{ node: 'name', param: 'text', title: 'Message' }],
      outputs: [{ node: 'greeting', port: 'text' }],
    },
  };
  const page = await browser.newPage();
  await page.goto(`/projects/${await createProject('Greeter', chat)}/app`);
  const messages = page.getByRole('list', { name: 'Messages' });
  // The second is written before the first is answered, and goes off with that answer.
  for (const name of ['Ada', 'Grace']) {
    await page.getByLabel('Message', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
  }
  await messages.getByText('User: Grace Assistant:!').waitFor();
  await expectAccessible(page, 'a chat');
  const said = await messages.getByRole('listitem').allInnerTexts();
  expect(said.map((turn) => turn.replace(/\s+/g, ' '))).toEqual([
    'Ada Hello Ada!',
    'Grace Hello User: Ada Assistant: Hello Ada! User: Grace Assistant:!',
  ]);
});

/** A page of somebody else, on another origin and not isolated, with some HTML in it. */
let html = '';
const stranger = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html));
afterAll(() => stranger.close());
async function inStrangersPage(code: string): Promise<Page> {
  if (!stranger.listening) await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  html = `<!doctype html><title>Somebody else</title>${code}`;
  const page = await browser.newPage();
  // A TCP server has a port, not a path.
  const { port } = stranger.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  return page;
}

test('inside the page of somebody else an app trains without threads, and no other page of Genloom lets itself be framed', async () => {
  const fragment = encodeLink({
    ...smallGraph({ steps: 2 }, { whole: false }),
    app: { kind: 'form', title: 'Train', intro: '', inputs: [], outputs: [{ node: 'train', port: 'metrics' }] },
  });
  const frameOf = (path: string) =>
    `<iframe src="${baseUrl}${path}#${fragment}" allow="cross-origin-isolated"></iframe>`;
  const outside = await inStrangersPage(frameOf('/embed/app'));
  const framed = outside.frameLocator('iframe');
  await framed.getByRole('button', { name: 'Run', exact: true }).click();
  await framed
    .getByRole('status')
    .getByText(/^Done in/)
    .waitFor({ timeout: 60_000 });
  const inner = outside.frames().find((frame) => frame.url().includes('/embed/app'));
  expect(await inner?.evaluate(() => window.crossOriginIsolated)).toBe(false);

  const refused = await inStrangersPage(frameOf('/app'));
  await eventually(() => browser.complaints.some((line) => line.includes('frame-ancestors'))).toBe(true);
  expect(await refused.frameLocator('iframe').getByRole('heading').count()).toBe(0);
});

test('inside the page of somebody else no step asks the server, which knows keys that cost money', async () => {
  const asking: GraphDocument = {
    ...template('asking', 'Asking', '', {
      nodes: [
        node('model', 'llm.connection', 0, 0, { connection: 'paid', model: 'dear' }),
        node('words', 'source.text', 0, 200, { origin: 'paste', text: 'Hello' }),
        node('ask', 'llm.ask', 300, 0),
      ],
      wires: [wire('model.llm → ask.llm'), wire('words.text → ask.prompts')],
    }),
    app: { kind: 'form', title: 'Ask', intro: '', inputs: [], outputs: [{ node: 'ask', port: 'answers' }] },
  };
  const outside = await inStrangersPage(`<iframe src="${baseUrl}/embed/app#${encodeLink(asking)}"></iframe>`);
  const asked: string[] = [];
  outside.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  const framed = outside.frameLocator('iframe');
  await framed.getByRole('button', { name: 'Run', exact: true }).click();
  await framed.getByRole('alert').getByText('An app inside another page may not ask the server.').waitFor();
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
});

test('a link that is no app says so, and markup in one is words', async () => {
  const page = await browser.newPage();
  await page.goto('/app#g1.nothing');
  await page.getByRole('heading', { name: 'This link is damaged or cut short.' }).waitFor();
  const title = '<img  src=x onerror="document.title=1">';
  const app: GraphApp = { kind: 'form', title, intro: title, inputs: [{ node: 'gone', param: 'x' }], outputs: [] };
  await page.goto(`/app#${encodeLink({ ...greeter, app })}`);
  await page.getByRole('heading', { name: title.replace('  ', ' ') }).waitFor();
  await page.getByText('This app shows nothing yet').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
});
