import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { type ImitatedHub, imitateHub } from '../../app/api/imitated-hub';
import { onnxExpected, onnxModel } from '../../nodes/llm/published-onnx';
import { baseUrl, openBrowser } from '../support/browser';
import { openEditor, reopen } from '../support/editor';
import { finished, logSays, pressRun, runEnds, summary } from '../support/runs';

const browser = openBrowser();
const folder = fileURLToPath(new URL('../../fixtures/onnx/tiny', import.meta.url));
const broken = mkdtempSync(join(tmpdir(), 'onnx-'));
afterAll(() => rmSync(broken, { recursive: true }));
let hub: ImitatedHub | undefined;
afterEach(() => hub?.close());

/** Asks the model what the reference was asked. */
const asking = (questions: readonly string[], params: object) =>
  template('asking', 'Asking', '', {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'paste', text: questions.join('\n'), separate: 'line' }),
      node('model', 'llm.onnx', 0, 500, { temperature: 0, ...params }),
      node('ask', 'llm.ask', 500, 0),
    ],
    wires: [wire('text.text → ask.prompts'), wire('model.llm → ask.llm')],
  });

test('a published model is given by its folder and answers as the reference does; its answers are there after a reload, and a broken file says so', async () => {
  const expected = (await onnxExpected()).slice(0, 4);
  const { page, card } = await openEditor(
    browser,
    asking(
      expected.map(({ question }) => question),
      {},
    ),
  );
  const asked = new Set<string>();
  const runtime: string[] = [];
  page.context().on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    asked.add(origin);
    if (/^\/workers\/(ort\/|chunks\/transformers)/.test(pathname)) runtime.push(pathname);
  });
  const give = async (path: string, name: string) => {
    await card('model').locator('header').click();
    await page.getByLabel('Folder for Files of the model').setInputFiles(path);
    await page.getByLabel('Files of the model', { exact: true }).getByText(name).waitFor();
  };
  await give(folder, 'tiny.zip');
  // transformers.js comes with the first model that needs it.
  expect(runtime).toEqual([]);
  await pressRun(page);
  await finished(page);
  for (const { answer } of expected) await card('ask').getByText(answer).waitFor();
  await logSays(page, /type “llama”, fp32, loaded in .* on the processor/);
  expect(runtime).toContain('/workers/ort/ort-wasm-simd-threaded.wasm');
  // Everything came from the page's own server.
  expect([...asked].filter((origin) => origin !== new URL(baseUrl).origin && origin !== 'null')).toEqual([]);
  expect(browser.complaints).toEqual([]);

  await reopen(page);
  await pressRun(page);
  await finished(page);
  expect(await summary(page)).toContain('1 of 1 steps from cache');

  cpSync(folder, join(broken, 'cut'), { recursive: true });
  truncateSync(join(broken, 'cut/onnx/model.onnx'), 40_000);
  await give(join(broken, 'cut'), 'cut.zip');
  await pressRun(page);
  await runEnds(page, 'Ended with errors');
  await card('model').getByText('The .onnx file is damaged, or not whole.').waitFor();
  await browser.leave(page);
});

test('one of a repository is fetched in the form that is wanted, and is there when the hub is gone', async () => {
  hub = await imitateHub(
    await onnxModel(),
    Number(new URL(process.env.GENLOOM_TEST_HUB ?? 'http://127.0.0.1:4010').port),
  );
  const [first] = await onnxExpected();
  if (!first) throw new Error('the reference was asked something');
  const { page, card } = await openEditor(browser, asking([first.question], { origin: 'hub', weights: 'q4' }));
  await card('model').locator('header').click();
  await page.getByLabel('Repository', { exact: true }).fill('tiny/model');
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText(/has no onnx\/model_q4\.onnx\. It has it as fp32/)
    .waitFor();
  await page.getByLabel('Weights', { exact: true }).selectOption('fp32');
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await page.getByText(/^Kept on this device: 1\d\d kB, commit c0ffee0\.$/).waitFor();
  hub.close();
  await pressRun(page);
  await finished(page);
  await card('ask').getByText(first.answer).waitFor();
  await browser.leave(page);
});
