import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { emptyDocument, type GraphDocument, type GraphNode, type JsonObject, parseDocument, type Wire } from '@/graph';
import { baseUrl, createProject, type PageOptions, type TestBrowser } from '../support';

/** A node of a test's graph. */
export const node = (id: string, type: string, x: number, y: number, params: JsonObject = {}): GraphNode => ({
  id,
  type,
  version: 1,
  params,
  position: { x, y },
});

/** `'text.text → tokenizer.text'`. */
export function wire(path: string): Wire {
  const [from = '', to = ''] = path.split(' → ');
  const end = (one: string) => ({ node: one.split('.')[0] ?? '', port: one.split('.')[1] ?? '' });
  return { from: end(from), to: end(to) };
}

export const graph = (parts: Partial<GraphDocument>): GraphDocument => ({ ...emptyDocument('test', 'Test'), ...parts });

/** Two nodes and the wire between them: the smallest graph that runs. */
export const TEXT_AND_TOKENIZER = graph({
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 }),
    node('tokenizer', 'tokenize.characters', 300, 0),
  ],
  wires: [wire('text.text → tokenizer.text')],
});

/** A training that is tiny, and takes as long as it is let. */
export const LONG_TRAINING = graph({
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 4_000 }),
    node('tokenizer', 'tokenize.characters', 250, 0),
    node('encode', 'tokenize.encode', 250, 200, { blockLength: 16 }),
    node('embedding', 'network.token-embedding', 500, 0, { width: 16 }),
    node('blocks', 'network.transformer-block', 500, 150, { repeat: 1, heads: 1 }),
    node('head', 'network.language-head', 500, 280),
    node('train', 'train.language-model', 750, 0, { steps: 100_000, batchSize: 4, evaluateEvery: 20, sampleTokens: 8 }),
  ],
  wires: [
    wire('text.text → tokenizer.text'),
    wire('text.text → encode.text'),
    wire('tokenizer.tokenizer → encode.tokenizer'),
    wire('tokenizer.tokenizer → embedding.tokenizer'),
    wire('embedding.network → blocks.network'),
    wire('blocks.network → head.network'),
    wire('head.network → train.network'),
    wire('encode.training → train.training'),
  ],
});

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
  return inEditor(await browser.newPage(options), await createProject('Test', document));
}

/** The editor of a project in a page. */
export async function inEditor(page: Page, projectId: string): Promise<Editor> {
  await page.goto(`/projects/${projectId}`);
  await page.locator('.react-flow__pane').waitFor();
  const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  return {
    page,
    projectId,
    card,
    port: (id, side, name) => card(id).locator(`.react-flow__handle.${side}[data-handleid="${name}"]`),
    saved: async () => {
      await page.locator('[role=status][data-state=saved]').waitFor();
      const answer = await fetch(`${baseUrl}/api/projects/${projectId}`);
      const project: unknown = await answer.json();
      if (typeof project !== 'object' || project === null || !('document' in project))
        throw new Error(`the project answered without a document: ${answer.status}`);
      return parseDocument(project.document);
    },
  };
}

/** The middle of something on screen. */
export async function middleOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse, by hand: slowly enough to be seen on the way. Without an end the button stays down. */
export async function drag(
  page: Page,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  letGo = true,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (letGo) await page.mouse.up();
}

/** Looks again and again, for as long as a slow machine may take. */
export const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 30_000, interval: 100 });
