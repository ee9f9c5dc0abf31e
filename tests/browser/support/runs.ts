import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { cardsThatAre } from './cards';
import { outcomesOf } from './recorded';
import { eventually, PATIENCE } from './waiting';

/** A training on software adapters of a busy machine takes minutes. */
const LONG = 200_000;
const region = (page: Page): Locator => page.getByRole('region', { name: 'Run', exact: true });
const runButton = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true });

/** Presses Run. When this returns the page no longer shows how the run before ended. */
export const pressRun = (page: Page): Promise<void> => runButton(page).click();

/** Runs everything with the keyboard. When this returns the page no longer shows how the run before ended. */
export async function runByKeyboard(page: Page): Promise<void> {
  await runButton(page).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
}

/** Runs everything and waits for the end, which the history tells: a run may be over before one sees it. */
export async function runAll(page: Page, projectId: string): Promise<void> {
  const before = (await outcomesOf(projectId)).length;
  await pressRun(page);
  await eventually(() => outcomesOf(projectId)).toEqual(new Array(before + 1).fill('finished'));
}

/** The line above the run panel: `Finished · 1.2 s · 7 of 7 steps from cache`. */
export const summary = async (page: Page): Promise<string> =>
  (await region(page).locator('header').first().textContent()) ?? '';

/** Waits for the end of the run, and for one outcome of it. */
export async function runEnds(
  page: Page,
  outcome: 'Finished' | 'Ended with errors' | 'Waits for your yes' | 'Stopped',
  patience = LONG,
): Promise<void> {
  const told = region(page).getByRole('status');
  await told.getByText(/^(Finished|Ended with errors|Waits for your yes|Stopped)$/).waitFor({ timeout: patience });
  const words = await told.textContent();
  if (words !== outcome)
    throw new Error(
      `the run ended as “${words}”: ${(await page.locator('.react-flow__node [role="status"]').allTextContents()).join(' · ')}`,
    );
}

/** Waits until the run has ended well, and the page is ready for the next one; an error on a node is told instead. */
export async function finished(page: Page, patience = PATIENCE): Promise<void> {
  await runEnds(page, 'Finished', patience);
  expect(await cardsThatAre(page, 'failed: .*').allTextContents()).toEqual([]);
  await runButton(page).waitFor();
}

/** What the log of the run says now. */
export async function logOf(page: Page): Promise<string> {
  const text = (await (await openLog(page)).textContent()) ?? '';
  await page.getByRole('tab', { name: 'Timeline', exact: true }).click();
  return text;
}

/** Waits until a line of the run's log says something. */
export async function logSays(page: Page, words: RegExp): Promise<void> {
  await (await openLog(page)).getByText(words).first().waitFor({ timeout: LONG });
}

async function openLog(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  return page.getByRole('tabpanel', { name: 'Log' });
}

/** The step that a training has reached, as its card tells; no number before the first. */
export const stepOf = async (card: Locator): Promise<number> =>
  Number(/step ([\d,]+)$/.exec((await card.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);

/** Waits until a training has gone so far. @returns the step it was seen at */
export async function trainingReaches(page: Page, id: string, step: number): Promise<number> {
  const seen = await page.waitForFunction(
    ([selector, wanted]) => {
      const reached = /step ([\d,]+)/
        .exec(document.querySelector(selector)?.textContent ?? '')?.[1]
        ?.replaceAll(',', '');
      return reached !== undefined && Number(reached) >= wanted ? Number(reached) : false;
    },
    [`.react-flow__node[data-id="${id}"]`, step] as const,
    { timeout: 200_000 },
  );
  return Number(await seen.jsonValue());
}
