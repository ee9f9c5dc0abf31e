import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { cardsThatAre, cardTitled, coveredCards } from '../support/cards';
import { everythingSaved, projectIdOf } from '../support/editor';
import {
  atRest,
  dragFromPalette,
  drawWire,
  entry,
  growFrom,
  selectNode,
  tidyUp,
  typeInto,
  wires,
} from '../support/hands';
import { middleOf } from '../support/mouse';
import { computedNodes, firstStep, recordedRuns } from '../support/recorded';
import { finished, logOf, runByKeyboard, stepOf, summary } from '../support/runs';
import { eventually } from '../support/waiting';

/**
 * What a stranger does: an empty graph, a text of one's own, a whole small GPT built with mouse and keyboard, trained, interrupted, gone on with, and read.
 * The tests tell one story and follow one another in one browser.
 */

const TEXT = fileURLToPath(new URL('../../../../shared/data/text/tinyshakespeare.txt', import.meta.url));
const NAME = 'Shakespeare by hand';
/** Nodes whose results are kept; blocks are only described. */
const KEPT = [
  'Text source',
  'Character tokenizer',
  'Encode',
  'Train language model',
  'Write text',
  'Score language model',
];
const STEPS = 400;
const LOOK = 30;

const browser = openBrowser();
let page: Page;
beforeAll(async () => {
  page = await browser.newPage();
  await page.goto('/');
});

/** The step that the training has reached, as its card tells. */
const trainedTo = (tab: Page): Promise<number> => stepOf(cardTitled(tab, 'Train language model'));
const sampleOf = async (tab: Page): Promise<string> =>
  (await cardTitled(tab, 'Train language model').locator('[class*="sample"]').allTextContents()).join();
const pointsOf = (tab: Page): Promise<number> =>
  cardTitled(tab, 'Train language model')
    .locator('polyline')
    .evaluateAll((lines) =>
      lines.reduce((sum, line) => sum + (line.getAttribute('points') ?? '').split(' ').filter(Boolean).length, 0),
    );
const setSteps = async (tab: Page, steps: number) =>
  typeInto(await selectNode(tab, 'Train language model'), 'Steps', String(steps));

/** The written text, as the result of its node shows it. */
async function readsOnFromThePrompt(tab: Page): Promise<void> {
  const inspector = await selectNode(tab, 'Write text');
  await inspector.getByRole('tab', { name: 'Result' }).click();
  await eventually(() => inspector.getByRole('tabpanel', { name: 'Result' }).textContent()).toMatch(/KING .{40}/s);
}

test('a graph is built by hand from a file, from the palette, and from wires that are let go', async () => {
  await page.getByRole('button', { name: 'New graph' }).click();
  await page.getByRole('heading', { name: 'An empty canvas' }).waitFor();
  const name = page.getByRole('textbox', { name: 'Name of the project' });
  await name.fill(NAME);
  await name.press('Enter');

  // Found by a word, and added with Enter.
  await page.keyboard.press('/');
  await page.keyboard.type('text source');
  await page.keyboard.press('Enter');
  await cardTitled(page, 'Text source').waitFor();

  const source = page.getByRole('region', { name: 'Inspector: Text source' });
  if (existsSync(TEXT)) {
    await source.getByRole('radio', { name: 'File' }).click();
    const file = source.getByRole('button', { name: 'File', exact: true });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), file.click()]);
    await chooser.setFiles(TEXT);
    await file.getByText('tinyshakespeare.txt').waitFor();
    await file.getByText('1.1 MB').waitFor();
  } else {
    console.log('tinyshakespeare.txt is not here (../shared/data): the built-in corpus serves instead, unuploaded.');
    await source.getByRole('radio', { name: 'Built in' }).click();
  }

  // Clicked in the palette.
  await entry(page, 'Character tokenizer').click();
  await cardTitled(page, 'Character tokenizer').waitFor();
  await entry(page, 'Encode').click();
  await cardTitled(page, 'Encode').waitFor();
  await tidyUp(page);
  await drawWire(page, ['Text source', 'text'], ['Character tokenizer', 'text']);
  await drawWire(page, ['Text source', 'text'], ['Encode', 'text']);
  await drawWire(page, ['Character tokenizer', 'tokenizer'], ['Encode', 'tokenizer']);
  await tidyUp(page);

  // A wire that ends in the open asks what comes next, block after block.
  const canvas = await page.locator('.react-flow').boundingBox();
  if (!canvas) throw new Error('there is no canvas');
  const below = async (title: string, down: number) => {
    const { x, y } = await middleOf(cardTitled(page, title));
    return { x, y: y + down };
  };
  const encode = await middleOf(cardTitled(page, 'Encode'));
  await growFrom(
    page,
    ['Character tokenizer', 'tokenizer'],
    { x: encode.x + 170, y: canvas.y + 40 },
    'embedding',
    'Token embedding',
  );
  await page.keyboard.press('f');
  await atRest(page);
  await growFrom(page, ['Token embedding', 'network'], await below('Token embedding', 110), 'positions', 'Positions');
  await tidyUp(page);
  await growFrom(page, ['Positions', 'network'], await below('Positions', 110), 'transformer', 'Transformer block');
  await tidyUp(page);
  await growFrom(
    page,
    ['Transformer block', 'network'],
    await below('Transformer block', 110),
    'language-model head',
    'Language-model head',
  );
  await tidyUp(page);

  // Dragged from the palette and dropped on the canvas.
  await dragFromPalette(page, 'Train language model', { x: canvas.x + canvas.width - 150, y: canvas.y + 60 });
  await drawWire(page, ['Language-model head', 'network'], ['Train language model', 'Network']);
  await drawWire(page, ['Encode', 'Training'], ['Train language model', 'Training']);
  await drawWire(page, ['Encode', 'Validation'], ['Train language model', 'Validation']);
  await tidyUp(page);

  // Among all commands.
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Type a command').waitFor();
  await page.keyboard.type('score');
  await page.keyboard.press('Enter');
  await cardTitled(page, 'Score language model').waitFor();
  await entry(page, 'Write text').click();
  await cardTitled(page, 'Write text').waitFor();
  await tidyUp(page);
  await drawWire(page, ['Train language model', 'Model'], ['Write text', 'model']);
  await drawWire(page, ['Train language model', 'Model'], ['Score language model', 'model']);
  await drawWire(page, ['Encode', 'Validation'], ['Score language model', 'Data']);
  await tidyUp(page);
  expect(await coveredCards(page)).toEqual([]);
  expect(await wires(page).count()).toBe(13);
});

test('parameters are typed, chosen and slid, and the network tells what it has become', async () => {
  await typeInto(await selectNode(page, 'Encode'), 'Block length', '32');
  await typeInto(await selectNode(page, 'Token embedding'), 'Width', '32');
  const block = await selectNode(page, 'Transformer block');
  await block.getByRole('slider', { name: 'Layers' }).press('Home');
  await block.getByRole('button', { name: /more settings/ }).click();
  await block.getByRole('combobox', { name: 'Normalisation' }).selectOption('RMSNorm');
  const train = await selectNode(page, 'Train language model');
  await typeInto(train, 'Steps', String(STEPS));
  await typeInto(train, 'Batch size', '8');
  await typeInto(train, 'Learning rate', '0.005');
  await typeInto(train, 'Look every', String(LOOK));
  await typeInto(train, 'Length of samples', '60');
  await train.getByRole('button', { name: /more settings/ }).click();
  await typeInto(train, 'Warm-up', '20');
  await typeInto(train, 'Batches per look', '4');
  await typeInto(await selectNode(page, 'Write text'), 'Prompt', 'KING ');
  await typeInto(await selectNode(page, 'Score language model'), 'At most', '100');

  await cardTitled(page, 'Transformer block').getByText('× 1 · 4 heads').waitFor();
  await cardTitled(page, 'Train language model').getByText(`${STEPS} steps · batch 8 · rate 0.005`).waitFor();
  await everythingSaved(page);
});

test('while it trains the curve grows and samples appear; a reload in the middle costs only what came after the last look', async () => {
  await runByKeyboard(page);
  const samples = new Set<string>();
  let points = 0;
  await eventually(async () => {
    samples.add(await sampleOf(page));
    points = Math.max(points, await pointsOf(page));
    return samples.size;
  }).toBeGreaterThanOrEqual(3);
  expect(points).toBeGreaterThan(10);
  await eventually(() => trainedTo(page)).toBeGreaterThan(2 * LOOK);
  const reached = await trainedTo(page);
  expect(reached).toBeLessThan(STEPS);

  await page.reload();
  await eventually(() => cardsThatAre(page, 'result from cache').count()).toBe(3);
  await runByKeyboard(page);
  await finished(page);
  const from = Number(/Goes on from step (\d+)\./.exec(await logOf(page))?.[1]);
  expect(from).toBeGreaterThanOrEqual(LOOK);
  expect(from).toBeGreaterThan(reached - 2 * LOOK);
  await eventually(async () => (await recordedRuns(projectIdOf(page)))[0]?.outcome).toBe('finished');
  const [run] = await recordedRuns(projectIdOf(page));
  if (!run) throw new Error('the run is not in the history');
  expect(firstStep(run)).toBeGreaterThanOrEqual(from);
});

test('the trained model has written and is scored', async () => {
  await readsOnFromThePrompt(page);
  const perplexity = cardTitled(page, 'Score language model').getByRole('definition').nth(1);
  await cardTitled(page, 'Score language model').getByText('Perplexity').waitFor();
  // 65 characters to choose from; a model that has learned anything is far from that.
  const value = Number(await perplexity.textContent());
  expect(value).toBeGreaterThan(1);
  expect(value).toBeLessThan(30);
});

test('after a reload the results are there at once, and running again computes nothing', async () => {
  await page.reload();
  for (const title of KEPT) await cardTitled(page, title).and(cardsThatAre(page, 'result from cache')).waitFor();
  await cardTitled(page, 'Score language model').getByText('Perplexity').waitFor();
  await readsOnFromThePrompt(page);
  await runByKeyboard(page);
  await finished(page);
  expect(await summary(page)).toMatch(/(\d) of \1 steps from cache/);
  await eventually(async () => (await recordedRuns(projectIdOf(page)))[0]?.outcome).toBe('finished');
  const [run] = await recordedRuns(projectIdOf(page));
  expect(run && computedNodes(run)).toEqual([]);
});

test('more steps: only the new ones are computed', async () => {
  await setSteps(page, STEPS + LOOK);
  await runByKeyboard(page);
  await finished(page);
  expect(await logOf(page)).toContain(`Goes on from step ${STEPS}.`);
  await eventually(async () => (await recordedRuns(projectIdOf(page)))[0]?.outcome).toBe('finished');
  const [run] = await recordedRuns(projectIdOf(page));
  if (!run) throw new Error('the run is not in the history');
  expect(firstStep(run)).toBe(STEPS);
  // Training, and what follows from it; not the text, its tokenizer or its tokens.
  expect(computedNodes(run)).toHaveLength(3);
});

test('a tab closed in the middle of a training loses neither the graph nor the work: another tab goes on', async () => {
  await setSteps(page, 2 * STEPS);
  await everythingSaved(page);
  await runByKeyboard(page);
  await eventually(() => trainedTo(page)).toBeGreaterThan(STEPS + 3 * LOOK);
  const other = await browser.newTab(page);
  await page.close();
  page = other;
  await page.goto('/');
  await page.getByRole('link', { name: NAME, exact: true }).click();
  await eventually(() => page.getByRole('article').count()).toBe(10);
  await eventually(() => wires(page).count()).toBe(13);
  await eventually(() => cardsThatAre(page, 'result from cache').count()).toBe(3);
  await runByKeyboard(page);
  await finished(page);
  const from = Number(/Goes on from step (\d+)\./.exec(await logOf(page))?.[1]);
  expect(from).toBeGreaterThanOrEqual(STEPS + 2 * LOOK);
  expect(from).toBeLessThan(2 * STEPS);
});

test('nothing on the way was an error, nor against the security policy', () => {
  expect(browser.complaints).toEqual([]);
});
