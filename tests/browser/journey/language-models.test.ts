import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openProject } from '../support/editor';
import { createProject } from '../support/projects';
import { finished, pressRun } from '../support/runs';

const browser = openBrowser();

/** Two questions for a script and for a service. */
const asking = template('asking', 'Asking', '', {
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'paste', text: 'When is noon?\nWhy?', separate: 'line' }),
    node('script', 'llm.script', 0, 400, { rules: 'when: noon\nsay: At twelve.\n\nsay: Nobody knows.' }),
    node('connection', 'llm.connection', 0, 800, { connection: 'Ours', model: 'parrot' }),
    node('scripted', 'llm.ask', 500, 0),
    node('served', 'llm.ask', 500, 500),
  ],
  wires: [
    wire('text.text → scripted.prompts'),
    wire('script.llm → scripted.llm'),
    wire('text.text → served.prompts'),
    wire('connection.llm → served.llm'),
  ],
});

test('in the page a script answers and says what it is, and a service is asked by the page’s own server from the worker', async () => {
  const page = await browser.newPage();
  const calls: unknown[] = [];
  await page.context().route('**/api/llm/chat', (route) => {
    const call: { request: { messages: { content: { text: string }[] }[] } } = route.request().postDataJSON();
    calls.push(call);
    const said = call.request.messages.at(-1)?.content[0]?.text;
    const events = [
      { type: 'text', text: `Parrot: ${said}` },
      { type: 'usage', inputTokens: 5, outputTokens: 3, cost: 0.25 },
      { type: 'finished', reason: 'stop' },
    ];
    return route.fulfill({
      contentType: 'application/x-ndjson',
      body: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    });
  });
  await openProject(page, `/projects/${await createProject('Asking', asking)}`);
  await pressRun(page);
  await finished(page);
  await card(page, 'script').getByText('These answers are scripted: no model writes them.').waitFor();
  await card(page, 'connection').getByText('parrot at Ours').first().waitFor();
  await card(page, 'scripted').getByText('At twelve.').waitFor();
  await card(page, 'served').getByText('Parrot: Why?').waitFor();
  expect(calls).toHaveLength(2);
  expect(calls[0]).toMatchObject({ connection: 'Ours', model: 'parrot', run: expect.stringMatching(/^run-/) });
  expect(browser.complaints).toEqual([]);
  await browser.leave(page);
});
