import type { Locator, Page } from 'playwright-core';

/** A node on the canvas, by its id in the document. */
export const card = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);

/** The card of a node on the canvas, by its title. */
export const cardTitled = (page: Page, title: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^${escaped(title)}, `) });

/** The cards of all nodes; notes are none. */
export const cards = (page: Page): Locator => page.locator('article[data-phase]');

/** The cards whose nodes are in a state, as a screen reader hears it: `result from cache`, `running`. */
export const cardsThatAre = (page: Page, state: string): Locator =>
  page.getByRole('article', { name: new RegExp(`, ${state}$`) });

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

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
