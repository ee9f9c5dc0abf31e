import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { node, template, wire } from '@/app/templates/build';
import { type GraphDocument, parseDocument } from '@/graph';
import { baseUrl, createProject } from '../support';

/** A pipeline that trains for a moment: enough for curves, a text and its trace. */
export const tiny = template('tiny', 'A tiny pipeline', 'Trains for a moment', {
  nodes: [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 20_000 }),
    node('tokenizer', 'tokenize.characters', 260, 0),
    node('encode', 'tokenize.encode', 260, 200, { blockLength: 16, validation: 0.1 }),
    node('embedding', 'network.token-embedding', 540, 0, { width: 16 }),
    node('blocks', 'network.transformer-block', 540, 140, { repeat: 1, heads: 2, positions: 'rope' }),
    node('head', 'network.language-head', 540, 280),
    node('train', 'train.language-model', 820, 0, {
      steps: 20,
      batchSize: 4,
      evaluateEvery: 10,
      evaluateBatches: 1,
      sampleTokens: 8,
    }),
    node('write', 'generate.text', 820, 460, { strategy: 'sample', topK: 3, maxTokens: 12 }),
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
    wire('encode.validation → train.validation'),
    wire('train.model → write.model'),
  ],
});

/** Opens the editor on a document of its own, and waits until it stands. */
export async function openEditor(page: Page, document: unknown): Promise<string> {
  const { name } = parseDocument(document);
  const id = await createProject(name, document);
  await page.goto(`/projects/${id}`);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  return id;
}

/** Runs everything and waits for the end, which the history tells: a run may be over before one sees it. */
export async function runAll(page: Page, id: string): Promise<void> {
  const before = (await outcomesOf(id)).length;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect
    .poll(() => outcomesOf(id), { timeout: 120_000, interval: 200 })
    .toEqual(new Array(before + 1).fill('finished'));
}

const runsSchema = z.object({ runs: z.array(z.object({ outcome: z.string() })) });

async function outcomesOf(id: string): Promise<readonly string[]> {
  const answer = await fetch(`${baseUrl}/api/projects/${id}/runs`);
  return runsSchema.parse(await answer.json()).runs.map(({ outcome }) => outcome);
}

/** Opens a dialog through the command palette, as a user would who does not know its button. */
export async function openDialog(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill(command);
  await page.keyboard.press('Enter');
}

/** Closes whatever dialog is open. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** The document of a project as the server keeps it. */
export async function savedDocument(id: string): Promise<GraphDocument> {
  const answer = await fetch(`${baseUrl}/api/projects/${id}`);
  return parseDocument(z.object({ document: z.unknown() }).parse(await answer.json()).document);
}
