import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openProject } from '../support/editor';
import { tinyTraining } from '../support/graphs';
import { createProject } from '../support/projects';
import { logSays, pressRun, runEnds, trainingReaches } from '../support/runs';

const browser = openBrowser();

/** More steps than anybody waits for, and work that is kept often: it is still going, however slow the page is. */
const LONG = { steps: 1_000_000, evaluateEvery: 25 } as const;

/** Waits until a training has gone on from where it was kept to where nobody has been, and stops it. */
async function goesOnPast(page: Page, step: number): Promise<void> {
  await logSays(page, /Goes on from step [1-9]/);
  await trainingReaches(page, 'train', step + 1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runEnds(page, 'Stopped');
}

/** Lets every worker of a kind die of an error that nobody caught, as an engine's own mistakes do. */
async function kill(page: Page, file: 'step.worker.js' | 'engine.worker.js'): Promise<void> {
  const workers = page.workers().filter((worker) => worker.url().endsWith(file));
  expect(workers.length).toBeGreaterThan(0);
  const die = () => {
    setTimeout(() => {
      throw new Error('killed by the test');
    });
  };
  await Promise.all(workers.map((worker) => worker.evaluate(die)));
}

test('a step whose worker dies goes on in a fresh worker, from what was kept', async () => {
  const page = await browser.newPage();
  await openProject(page, `/projects/${await createProject('Killed', tinyTraining(LONG))}`);
  await pressRun(page);
  const seen = await trainingReaches(page, 'train', 30);
  await kill(page, 'step.worker.js');
  await logSays(page, /Its worker stopped \(.*killed by the test.*\)\. A fresh one tries again\./);
  await goesOnPast(page, seen);
  await browser.leave(page);
});

test('an engine that dies says so, and the next run goes on with a fresh one', async () => {
  const page = await browser.newPage();
  await openProject(page, `/projects/${await createProject('Engine killed', tinyTraining(LONG))}`);
  await pressRun(page);
  const seen = await trainingReaches(page, 'train', 30);
  await kill(page, 'engine.worker.js');
  await page.getByText('The engine stopped.').waitFor();
  await page.getByText(/Run again: a fresh one starts, and what was kept is still there\./).waitFor();
  await card(page, 'train').getByText('stopped', { exact: true }).waitFor();
  await pressRun(page);
  await goesOnPast(page, seen);
  await browser.leave(page);
});

test('a tab that is closed in the middle of a training loses nothing but the steps since it was last kept', async () => {
  const page = await browser.newPage();
  const address = `/projects/${await createProject('Closed', tinyTraining(LONG))}`;
  await openProject(page, address);
  await pressRun(page);
  const seen = await trainingReaches(page, 'train', 30);
  const again = await browser.newTab(page);
  await page.close();
  await openProject(again, address);
  // What had finished before shows at once.
  await card(again, 'encode').getByText('from cache').waitFor();
  await pressRun(again);
  await goesOnPast(again, seen);
  await browser.leave(again);
});

test('a loss that is no number stops the training on its node, and the weights that it names can be used', async () => {
  const page = await browser.newPage();
  const id = await createProject(
    'Diverges',
    tinyTraining({
      steps: 60,
      evaluateEvery: 2,
      optimiser: 'sgd',
      learningRate: 1,
      momentum: 0.999,
      clip: 0,
      weightDecay: 10,
      decaySteps: 1000,
    }),
  );
  await openProject(page, `/projects/${id}`);
  await pressRun(page);
  await runEnds(page, 'Ended with errors');
  const train = card(page, 'train');
  const words = (await train.getByRole('status').textContent()) ?? '';
  expect(words).toMatch(/Training stopped at step \d+: the loss is no longer a number\./);
  expect(words).toContain('Lower the learning rate');
  const kept = /set “Steps” to (\d+) to use the weights that are kept/.exec(words)?.[1];
  expect(Number(kept)).toBeGreaterThan(0);

  await train.click();
  const inspector = page.getByRole('region', { name: /^Inspector/ });
  await inspector.getByText(/the weights ran away/).waitFor();
  await inspector.getByRole('textbox', { name: 'Steps' }).fill(String(kept));
  await inspector.getByRole('textbox', { name: 'Steps' }).press('Enter');
  await pressRun(page);
  await runEnds(page, 'Finished');
  await logSays(page, new RegExp(`Goes on from step ${kept}\\.`));
  await browser.leave(page);
});
