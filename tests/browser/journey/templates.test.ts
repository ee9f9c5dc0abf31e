import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { cards, cardTitled } from '../support/cards';
import { atRest, selectNode, typeInto } from '../support/hands';
import { finished, logOf, pressRun, runByKeyboard } from '../support/runs';
import { eventually } from '../support/waiting';

/** The templates as a new user meets them: one click on the home page, then Run. One tab, from one to the next. */

const browser = openBrowser();
let page: Page;
beforeAll(async () => {
  page = await browser.newPage();
  await page.goto('/');
});

async function openTemplate(name: string): Promise<void> {
  const templates = page.getByRole('region', { name: 'Start with a template' });
  // Typed again where the page's script was not there yet.
  await eventually(async () => {
    await templates.getByRole('searchbox', { name: 'Search templates' }).fill(name);
    return templates.getByRole('listitem').first().textContent();
  }).toContain(name);
  await templates.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await eventually(() => cards(page).count()).toBeGreaterThan(4);
  await atRest(page);
}

/** Goes back as one does: by the mark in the corner, without loading the page anew. */
async function goHome(): Promise<void> {
  await page.getByRole('link', { name: 'To your projects' }).click();
  await page.getByRole('heading', { name: 'Start with a template' }).waitFor();
}

/** A training short enough for a test, set as a user would. */
async function trainShortly(steps: number, look: number, node = 'Train language model'): Promise<void> {
  const train = await selectNode(page, node);
  await typeInto(train, 'Steps', String(steps));
  await typeInto(train, 'Look every', String(look));
}

/** Every node that computes is done and shows what came out; every block shows the shape that it gives. */
async function everythingHasAResult(): Promise<void> {
  const lacking = () =>
    cards(page).evaluateAll((all) =>
      all
        .filter((item) => {
          const done = /, (finished|result from cache)$/.test(item.getAttribute('aria-label') ?? '');
          const block = item.querySelector('p[class*="network"]') !== null;
          return !block && !(done && item.querySelector('[class*="well"]'));
        })
        .map((item) => item.getAttribute('aria-label')),
    );
  await eventually(lacking).toEqual([]);
}

test('“How a tokenizer is learned” runs on the first click and cuts one sentence three ways', async () => {
  await openTemplate('How a tokenizer is learned');
  await page.getByText('No run yet').waitFor();
  await pressRun(page);
  await finished(page);
  await everythingHasAResult();
  expect(browser.complaints).toEqual([]);
});

test('“Train a tiny GPT” shows samples while it trains, and nothing of the project that was open before', async () => {
  await goHome();
  await openTemplate('Train a tiny GPT');
  await page.getByText('No run yet').waitFor();
  await trainShortly(16, 4);
  await pressRun(page);
  const samples = new Set<string>();
  await eventually(async () => {
    for (const sample of await cardTitled(page, 'Train language model').locator('[class*="sample"]').allTextContents())
      samples.add(sample);
    return samples.size;
  }).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await finished(page);
  await everythingHasAResult();
  await cardTitled(page, 'Score language model').getByText('Perplexity').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('“Diffusion on points” shows points while it trains, makes new ones and compares them with real ones', async () => {
  await goHome();
  await openTemplate('Diffusion on points');
  await page.getByText('No run yet').waitFor();
  await trainShortly(40, 10, 'Train diffusion');
  await pressRun(page);
  await cardTitled(page, 'Train diffusion')
    .getByRole('img', { name: /^Given: .* points; Made: 400 points$/ })
    .waitFor();
  await finished(page);
  await everythingHasAResult();
  await cardTitled(page, 'Make examples')
    .getByRole('img', { name: /Made: 1,500 points$/ })
    .waitFor();
  await cardTitled(page, 'Compare examples').getByText('Precision').waitFor();
  await cardTitled(page, 'Compare examples')
    .getByRole('img', { name: /^Given: 1,500 points/ })
    .waitFor();
  expect(browser.complaints).toEqual([]);
});

test('“Decoding strategies side by side” lets one model write in five ways, from what is there already', async () => {
  await goHome();
  await openTemplate('Decoding strategies side by side');
  await trainShortly(16, 8);
  await runByKeyboard(page);
  await finished(page);
  await everythingHasAResult();
  expect(await logOf(page)).not.toMatch(/failed|error/i);
  // Greedy is sure of itself where sampling is not: five texts, not one.
  const texts = await page.getByRole('article', { name: /^(Greedy|Sampling|Top-k|Nucleus|Beam)/ }).allTextContents();
  expect(texts.length).toBe(5);
  expect(new Set(texts).size).toBe(5);
  expect(browser.complaints).toEqual([]);
});
