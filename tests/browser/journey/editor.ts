import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The editor as hands use it: a real mouse that moves, presses and lets go, and a keyboard. Nothing here reaches into the page. */

/** How long something may take on a slow machine before a test gives up, in milliseconds. */
export const PATIENCE = 120_000;

/** The card of a node on the canvas, by its title. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^${escaped(title)}, `) });

/** The cards of all nodes; notes are none. */
export const cards = (page: Page): Locator => page.locator('article[data-phase]');

/** The cards whose nodes are in a state, as a screen reader hears it: `result from cache`, `running`. */
export const cardsThatAre = (page: Page, state: string): Locator =>
  page.getByRole('article', { name: new RegExp(`, ${state}$`) });

/** The entry of a node in the palette. */
export const entry = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Nodes' }).getByRole('button', { name: title, exact: true });

export const wires = (page: Page): Locator => page.locator('.react-flow__edge');

/** Waits until the page has become what a function says. */
export const until = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: PATIENCE, interval: 100 });

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A port of a node: `output`, `Training`. */
export const port = (page: Page, node: string, side: 'input' | 'output', title: string): Locator =>
  card(page, node).locator(`[aria-label^="${side} ${title}:"]`);

export async function middleOf(shown: Locator): Promise<Spot> {
  const box = await shown.boundingBox();
  if (!box) throw new Error(`${shown} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses at one spot, moves on in small steps as a hand does, and lets go at another. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** Draws a wire from an output to an input; both are named by node and port. */
export async function drawWire(
  page: Page,
  from: readonly [string, string],
  to: readonly [string, string],
): Promise<void> {
  const before = await wires(page).count();
  await drag(
    page,
    await middleOf(port(page, from[0], 'output', from[1])),
    await middleOf(port(page, to[0], 'input', to[1])),
  );
  await until(() => wires(page).count()).toBe(before + 1);
}

/** Lets a wire go over the empty canvas, types what should follow, and takes the first that fits. */
export async function growFrom(
  page: Page,
  from: readonly [string, string],
  to: Spot,
  search: string,
  grown: string,
): Promise<void> {
  const before = await wires(page).count();
  await drag(page, await middleOf(port(page, from[0], 'output', from[1])), to);
  const box = page.getByRole('combobox', { name: 'Search nodes that fit' });
  await box.waitFor();
  await page.keyboard.type(search);
  await page.keyboard.press('Enter');
  await card(page, grown).waitFor();
  await until(() => wires(page).count()).toBe(before + 1);
}

/** Drags an entry of the palette to a spot on the canvas. */
export async function dragFromPalette(page: Page, title: string, to: Spot): Promise<void> {
  await entry(page, title).scrollIntoViewIfNeeded();
  await drag(page, await middleOf(entry(page, title)), to);
  await card(page, title).waitFor();
}

/** Clicks the head of a card, as one does to see its settings. */
export async function selectNode(page: Page, title: string): Promise<Locator> {
  const box = await card(page, title).boundingBox();
  if (!box) throw new Error(`“${title}” is not on the screen`);
  await page.mouse.click(box.x + box.width / 3, box.y + 16);
  const inspector = page.getByRole('region', { name: `Inspector: ${title}`, exact: true });
  await inspector.waitFor();
  return inspector;
}

/** Types a value into a field of the inspector, over what stands there. */
export async function typeInto(inspector: Locator, label: string, text: string): Promise<void> {
  const box = inspector.getByRole('textbox', { name: label, exact: true });
  await box.click();
  await box.press('ControlOrMeta+a');
  await inspector.page().keyboard.type(text);
  await inspector.page().keyboard.press('Tab');
}

/** Everything is laid out anew and shown whole. */
export async function tidyUp(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await atRest(page);
}

/** Waits until the view of the graph no longer glides. */
export async function atRest(page: Page): Promise<void> {
  await page.locator('.react-flow__viewport').evaluate(
    (viewport) =>
      new Promise<void>((done) => {
        let before = '';
        let same = 0;
        const look = () => {
          const now = [viewport, ...viewport.querySelectorAll('.react-flow__node')]
            .map((item) => (item instanceof HTMLElement ? item.style.transform : ''))
            .join();
          same = now === before ? same + 1 : 0;
          before = now;
          if (same >= 12) done();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** Says whether any two cards cover each other. */
export async function coveredCards(page: Page): Promise<readonly string[]> {
  return cards(page).evaluateAll((all) => {
    const boxes = all.map((item) => ({
      name: item.getAttribute('aria-label') ?? '',
      box: item.getBoundingClientRect(),
    }));
    return boxes.flatMap(({ name, box }, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            other.box.left < box.right &&
            box.left < other.box.right &&
            other.box.top < box.bottom &&
            box.top < other.box.bottom,
        )
        .map((other) => `${name} and ${other.name}`),
    );
  });
}

/** The line above the run panel: `Finished · 1.2 s · 7 of 7 steps from cache`. */
export const summary = async (page: Page): Promise<string> =>
  (await page.getByRole('region', { name: 'Run', exact: true }).locator('header').first().textContent()) ?? '';

/** Runs everything with the keyboard. When this returns the page no longer shows how the run before ended. */
export async function pressRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
}

/** Waits until the run has ended well; an error on a node is told instead. */
export async function finished(page: Page, patience = PATIENCE): Promise<void> {
  await expect.poll(() => summary(page), { timeout: patience, interval: 100 }).toMatch(/^(Finished|Ended|Stopped)/);
  const errors = await cardsThatAre(page, 'failed: .*').allTextContents();
  expect(errors).toEqual([]);
  expect(await summary(page)).toMatch(/^Finished/);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** What the log of the run says. */
export async function logOf(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  const text = (await page.getByRole('tabpanel', { name: 'Log' }).textContent()) ?? '';
  await page.getByRole('tab', { name: 'Timeline', exact: true }).click();
  return text;
}

export const projectIdOf = (page: Page): string => {
  const id = /\/projects\/([^/?#]+)/.exec(page.url())?.[1];
  if (!id) throw new Error(`${page.url()} is no project`);
  return id;
};

/** Waits until the server has everything. */
export const saved = (page: Page) =>
  page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
