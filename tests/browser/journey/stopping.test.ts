import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { createProject, openBrowser } from '../support';
import { card, cardsThatAre, finished, logOf, pressRun, selectNode, summary, typeInto, until } from './editor';
import { recordedRuns } from './recorded';
import { smallGraph } from './small-graph';

/** A run can be held, gone on with, and stopped at any moment, also in the middle of a training. */

const browser = openBrowser();
let page: Page;
let projectId: string;

beforeEach(async () => {
  // Longer than any test waits; it ends only when it is told to.
  const endless = smallGraph({ steps: 1_000_000, evaluateEvery: 50, decaySteps: 1_000 });
  projectId = await createProject('Stop and go', endless);
  page = await browser.newPage();
  await page.goto(`/projects/${projectId}`);
  await train().waitFor();
  return () => page.context().close();
});

const train = () => card(page, 'Train language model');
const step = async (): Promise<number> =>
  Number(/step ([\d,]+)$/.exec((await train().textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);
const stop = () => page.getByRole('button', { name: 'Stop', exact: true });
/** A cancelled run answers within a second; a machine with much else to do gets a few. */
const SOON = 5_000;

test('Stop ends a training within moments, and the next run goes on from what was kept', async () => {
  await pressRun(page);
  await until(step).toBeGreaterThan(60);
  await stop().click();
  await train().and(cardsThatAre(page, 'cancelled')).waitFor({ timeout: SOON });
  await train().getByText('stopped').waitFor();
  expect(await summary(page)).toMatch(/^Stopped/);
  await until(async () => (await recordedRuns(projectId))[0]?.outcome).toBe('cancelled');

  await typeInto(await selectNode(page, 'Train language model'), 'Steps', '2000');
  await pressRun(page);
  await until(step).toBeGreaterThan(60);
  expect(await logOf(page)).toMatch(/Goes on from step [\d,]+\./);
  await page.keyboard.press('ControlOrMeta+.');
  await train().and(cardsThatAre(page, 'cancelled')).waitFor({ timeout: SOON });
});

test('Stop pressed before the machine has even started is not forgotten', async () => {
  await pressRun(page);
  await stop().click();
  await until(() => summary(page)).toMatch(/^Stopped/);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await until(async () => (await recordedRuns(projectId))[0]?.outcome).toBe('cancelled');
});

test('a paused training stands still until it goes on, and can be stopped while it stands', async () => {
  await pressRun(page);
  await until(step).toBeGreaterThan(5);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await until(() => summary(page)).toMatch(/^Paused/);
  // The step under way ends, and its numbers still arrive; then nothing moves.
  const still = async () => {
    const before = await step();
    await page.waitForTimeout(500);
    return (await step()) === before;
  };
  await until(still).toBe(true);
  const held = await step();
  expect(await still()).toBe(true);

  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await until(step).toBeGreaterThan(held);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(() => summary(page)).toMatch(/^Paused/);
  await stop().click();
  await train().and(cardsThatAre(page, 'cancelled')).waitFor({ timeout: SOON });
});

test('what was stopped shows no error, and a run to its end follows', async () => {
  await typeInto(await selectNode(page, 'Train language model'), 'Steps', '30');
  await pressRun(page);
  await finished(page);
  expect(browser.complaints).toEqual([]);
});
