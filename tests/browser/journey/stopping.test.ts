import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { cardsThatAre, cardTitled } from '../support/cards';
import { openProject } from '../support/editor';
import { smallGraph } from '../support/graphs';
import { selectNode, typeInto } from '../support/hands';
import { createProject } from '../support/projects';
import { recordedRuns } from '../support/recorded';
import { finished, logOf, runByKeyboard, stepOf, summary } from '../support/runs';
import { eventually } from '../support/waiting';

/** A run can be held, gone on with, and stopped at any moment, also in the middle of a training. */

const browser = openBrowser();
let page: Page;
let projectId: string;

beforeEach(async () => {
  // Longer than any test waits; it ends only when it is told to.
  const endless = smallGraph({ steps: 1_000_000, evaluateEvery: 50, decaySteps: 1_000 });
  projectId = await createProject('Stop and go', endless);
  page = await browser.newPage();
  await openProject(page, `/projects/${projectId}`);
  await train().waitFor();
  return () => browser.leave(page);
});

const train = () => cardTitled(page, 'Train language model');
const step = () => stepOf(train());
const stop = () => page.getByRole('button', { name: 'Stop', exact: true });
/** A cancelled run answers within a second; a machine with much else to do gets a few. */
const SOON = 5_000;

test('Stop ends a training within moments, and the next run goes on from what was kept', async () => {
  await runByKeyboard(page);
  await eventually(step).toBeGreaterThan(60);
  await stop().click();
  await train().and(cardsThatAre(page, 'stopped')).waitFor({ timeout: SOON });
  await train().getByText('stopped').waitFor();
  expect(await summary(page)).toMatch(/^Stopped/);
  await eventually(async () => (await recordedRuns(projectId))[0]?.outcome).toBe('cancelled');

  await typeInto(await selectNode(page, 'Train language model'), 'Steps', '2000');
  await runByKeyboard(page);
  await eventually(step).toBeGreaterThan(60);
  expect(await logOf(page)).toMatch(/Goes on from step [\d,]+\./);
  await page.keyboard.press('ControlOrMeta+.');
  await train().and(cardsThatAre(page, 'stopped')).waitFor({ timeout: SOON });
});

test('Stop pressed before the machine has even started is not forgotten', async () => {
  await runByKeyboard(page);
  await stop().click();
  await eventually(() => summary(page)).toMatch(/^Stopped/);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await eventually(async () => (await recordedRuns(projectId))[0]?.outcome).toBe('cancelled');
});

test('a paused training stands still until it goes on, and can be stopped while it stands', async () => {
  await runByKeyboard(page);
  await eventually(step).toBeGreaterThan(5);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await eventually(() => summary(page)).toMatch(/^Paused/);
  // The step under way ends, and its numbers still arrive; then nothing moves.
  const still = async () => {
    const before = await step();
    await page.waitForTimeout(500);
    return (await step()) === before;
  };
  await eventually(still).toBe(true);
  const held = await step();
  expect(await still()).toBe(true);

  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await eventually(step).toBeGreaterThan(held);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await eventually(() => summary(page)).toMatch(/^Paused/);
  await stop().click();
  await train().and(cardsThatAre(page, 'stopped')).waitFor({ timeout: SOON });
});

test('what was stopped shows no error, and a run to its end follows', async () => {
  await typeInto(await selectNode(page, 'Train language model'), 'Steps', '30');
  await runByKeyboard(page);
  await finished(page);
  expect(browser.complaints).toEqual([]);
});
