import { errors, type Locator, type Page } from 'playwright-core';
import { cardTitled } from './cards';
import { drag, middleOf, type Spot } from './mouse';
import { eventually } from './waiting';

/** The editor as hands use it: a real mouse that moves, presses and lets go, and a keyboard. Nothing here reaches into the page. */

/** The entry of a node in the palette. */
export const entry = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Nodes' }).getByRole('button', { name: title, exact: true });

export const wires = (page: Page): Locator => page.locator('.react-flow__edge');

/** A port of a node: `output`, `Training`. */
export const port = (page: Page, node: string, side: 'input' | 'output', title: string): Locator =>
  cardTitled(page, node).locator(`[aria-label^="${side} ${title}:"]`);

/** Draws a wire from an output to an input; both are named by node and port. */
export async function drawWire(
  page: Page,
  from: readonly [string, string],
  to: readonly [string, string],
): Promise<void> {
  const before = await wires(page).count();
  // Where a new card moved what is in sight meanwhile, the hand misses, and tries again.
  for (let tries = 0; tries < 3 && (await wires(page).count()) === before; tries++) {
    await drag(
      page,
      await middleOf(port(page, from[0], 'output', from[1])),
      await middleOf(port(page, to[0], 'input', to[1])),
    );
    await wires(page).nth(before).waitFor({ state: 'attached', timeout: 5_000 }).catch(missed);
  }
  await eventually(() => wires(page).count()).toBe(before + 1);
}

function missed(error: unknown): void {
  if (!(error instanceof errors.TimeoutError)) throw error;
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
  await cardTitled(page, grown).waitFor();
  await eventually(() => wires(page).count()).toBe(before + 1);
}

/** Drags an entry of the palette to a spot on the canvas. */
export async function dragFromPalette(page: Page, title: string, to: Spot): Promise<void> {
  await entry(page, title).scrollIntoViewIfNeeded();
  await drag(page, await middleOf(entry(page, title)), to);
  await cardTitled(page, title).waitFor();
}

/** Clicks the head of a card, as one does to see its settings. */
export async function selectNode(page: Page, title: string): Promise<Locator> {
  const box = await cardTitled(page, title).boundingBox();
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
