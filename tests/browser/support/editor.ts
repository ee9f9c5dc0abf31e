import type { Locator, Page } from 'playwright-core';
import type { GraphDocument } from '@/graph';
import type { PageOptions, TestBrowser } from './browser';
import { card } from './cards';
import { createProject, savedDocument } from './projects';

export interface Editor {
  readonly page: Page;
  readonly projectId: string;
  /** A card on the canvas, by the id of its node. */
  readonly card: (id: string) => Locator;
  /** A port of a card. */
  readonly port: (id: string, side: 'source' | 'target', name: string) => Locator;
  /** The document as the server has it, once everything is saved. */
  readonly saved: () => Promise<GraphDocument>;
}

/** Opens a graph in the editor, as a project of its own. */
export async function openEditor(
  browser: TestBrowser,
  document?: GraphDocument,
  options?: PageOptions,
): Promise<Editor> {
  return inEditor(await browser.newPage(options), await createProject(document?.name ?? 'Test', document));
}

/** The editor of a project in a page. */
export async function inEditor(page: Page, projectId: string): Promise<Editor> {
  await openProject(page, `/projects/${projectId}`);
  return {
    page,
    projectId,
    card: (id) => card(page, id),
    port: (id, side, name) => card(page, id).locator(`.react-flow__handle.${side}[data-handleid="${name}"]`),
    saved: async () => {
      await everythingSaved(page);
      return savedDocument(projectId);
    },
  };
}

/** Opens a project by its address, and waits until it can be used. */
export async function openProject(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await canBeUsed(page);
}

/** Loads the editor anew, and waits until it can be used. */
export async function reopen(page: Page): Promise<void> {
  await page.reload();
  await canBeUsed(page);
}

async function canBeUsed(page: Page): Promise<void> {
  await page.locator('.react-flow__pane').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** The id of the project that a page shows. */
export const projectIdOf = (page: Page): string => {
  const id = /\/projects\/([^/?#]+)/.exec(page.url())?.[1];
  if (!id) throw new Error(`${page.url()} is no project`);
  return id;
};

/** What the header says about saving. */
export const saveState = (page: Page, words: string): Locator =>
  page.getByRole('banner').getByText(words, { exact: true });

/** Waits until the server has everything. */
export const everythingSaved = (page: Page): Promise<void> => page.locator('[role=status][data-state=saved]').waitFor();
