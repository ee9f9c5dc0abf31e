import { expect, test } from 'vitest';
import { tinyGpt } from '@/app/templates/tiny-gpt';
import type { GraphDocument } from '@/graph';
import { openBrowser } from '../support/browser';
import { cardTitled } from '../support/cards';
import { openEditor } from '../support/editor';
import { atRest, dragFromPalette, drawWire, selectNode, typeInto } from '../support/hands';
import { middleOf } from '../support/mouse';
import { finished, pressRun } from '../support/runs';

const browser = openBrowser();
const TINY: Readonly<Record<string, GraphDocument['nodes'][number]['params']>> = {
  text: { characters: 20_000 },
  tokenizer: { vocabularySize: 300 },
  encode: { blockLength: 16 },
  embedding: { width: 16 },
  positions: { context: 16 },
  blocks: { repeat: 1, heads: 2 },
  train: { steps: 6, batchSize: 4, evaluateEvery: 6, evaluateBatches: 1, sampleTokens: 0 },
  write: { maxTokens: 12 },
};
/** The template, its training cut short. */
const template: GraphDocument = {
  ...tinyGpt,
  nodes: tinyGpt.nodes.map((node) => ({ ...node, params: { ...node.params, ...TINY[node.id] } })),
};
const RULES = [
  'when: Let the GPT',
  'say: I let it write.',
  'call: write {"prompt": "The king"}',
  '',
  'say: It wrote what stands in the step above.',
].join('\n');

/**
 * By hand: a click on the sampler, a key to fold it, its name, a choice (“Use as a tool of an agent”), two nodes dragged from the palette, two wires, and a task
 * and a script typed in: 3 clicks, 1 choice, 4 drags, 3 fields, and Run. Nothing has to be opened.
 */
test('the sampler of a GPT becomes a tool of an agent, which lets it write', async () => {
  const { page } = await openEditor(browser, template, { width: 2400, height: 1400 });
  await atRest(page);
  const sampler = await middleOf(cardTitled(page, 'Write text'));
  await selectNode(page, 'Write text');
  await page.keyboard.press('g');
  const folded = page.getByRole('region', { name: 'Inspector: Subgraph', exact: true });
  await folded.getByLabel('Title of the node').fill('Write');
  await page.keyboard.press('Enter');
  const tool = page.getByRole('region', { name: 'Inspector: Write', exact: true });
  await tool.getByLabel('Use the graph inside as').selectOption('agent.tool');
  await tool.getByText('Used as').waitFor({ state: 'attached' });
  await atRest(page);

  await dragFromPalette(page, 'Agent', { x: sampler.x + 330, y: sampler.y });
  await typeInto(await selectNode(page, 'Agent'), 'Task', 'Let the GPT write.');
  await dragFromPalette(page, 'Scripted answers', { x: sampler.x + 330, y: sampler.y - 320 });
  await typeInto(await selectNode(page, 'Scripted answers'), 'Rules', RULES);
  await drawWire(page, ['Scripted answers', 'llm'], ['Agent', 'llm']);
  await drawWire(page, ['Write', 'tool'], ['Agent', 'Tool 1']);
  await pressRun(page);
  await finished(page);

  await selectNode(page, 'Agent');
  await page.getByRole('tab', { name: 'Result' }).click();
  const steps = page.getByRole('group', { name: 'Steps of an agent' });
  await steps.locator('summary').first().click();
  const parts = await steps.locator('dd').allTextContents();
  expect(parts.slice(0, 2)).toEqual(['I let it write.', '{"prompt": "The king"}']);
  // Twelve tokens of a model that has hardly learned: words of its own, and no excuse.
  expect(parts[2]?.length).toBeGreaterThan(5);
  expect(await steps.locator('[data-failed="true"]').count()).toBe(0);
  await browser.leave(page);
  expect(browser.complaints).toEqual([]);
});
