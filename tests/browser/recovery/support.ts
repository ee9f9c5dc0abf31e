import type { Locator, Page } from 'playwright-core';
import { node, template, wire } from '@/app/templates/build';
import type { GraphDocument, JsonObject } from '@/graph';

/** Opens the editor of a project and waits until it can be used. */
export async function openEditor(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** A node on the canvas, by its id in the document. */
export const card = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);

/** What the header says about saving. */
export const saved = (page: Page, words: string): Locator => page.getByRole('banner').getByText(words, { exact: true });

/** Presses Run. */
export const pressRun = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click();

/** Waits for the end of the run, and for one outcome of it: `Finished`, `Ended with errors` or `Stopped`. */
export async function runEnds(page: Page, outcome: 'Finished' | 'Ended with errors' | 'Stopped'): Promise<void> {
  const told = page.getByRole('region', { name: 'Run', exact: true }).getByRole('status');
  await told.getByText(/^(Finished|Ended with errors|Stopped)$/).waitFor({ timeout: 200_000 });
  const words = await told.textContent();
  if (words !== outcome)
    throw new Error(
      `the run ended as “${words}”: ${(await page.locator('.react-flow__node [role="status"]').allTextContents()).join(' · ')}`,
    );
}

/** Lines of the run's log, which has at least one. */
export async function logOf(page: Page): Promise<readonly string[]> {
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  const lines = page.getByRole('tabpanel', { name: 'Log' }).getByRole('listitem');
  await lines.first().waitFor();
  return lines.allTextContents();
}

/** Waits until a line of the run's log says something. */
export async function logSays(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  await page.getByRole('tabpanel', { name: 'Log' }).getByText(words).first().waitFor({ timeout: 200_000 });
}

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

const RHYME = 'one two buckle my shoe. three four knock at the door. five six pick up sticks. '.repeat(30);

/** A whole small training: text, characters, blocks, a network of one layer. */
export function tinyTraining(train: JsonObject): GraphDocument {
  return template('tiny', 'Tiny training', '', {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'paste', text: RHYME }),
      node('tokenizer', 'tokenize.characters', 260, 0, { unknown: 'left-out' }),
      node('encode', 'tokenize.encode', 260, 220, { blockLength: 8 }),
      node('embedding', 'network.token-embedding', 520, 0, { width: 16 }),
      node('positions', 'network.positions', 520, 140, { context: 8 }),
      node('block', 'network.transformer-block', 520, 280, { repeat: 1, heads: 2 }),
      node('head', 'network.language-head', 520, 420),
      node('train', 'train.language-model', 780, 0, {
        batchSize: 2,
        evaluateBatches: 1,
        sampleTokens: 0,
        warmUpSteps: 0,
        ...train,
      }),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → positions.network'),
      wire('positions.network → block.network'),
      wire('block.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
    ],
  });
}
