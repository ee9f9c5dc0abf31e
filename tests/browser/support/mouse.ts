import type { Locator, Page } from 'playwright-core';

/** A place on the screen. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The middle of something on the screen. */
export async function middleOf(shown: Locator): Promise<Spot> {
  const box = await shown.boundingBox();
  if (!box) throw new Error(`${shown} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses at one spot, moves on in small steps as a hand does, and lets go at another, or holds on to it there. */
export async function drag(page: Page, from: Spot, to: Spot, letGo = true): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  if (letGo) await page.mouse.up();
}
