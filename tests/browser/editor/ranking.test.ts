import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { tinyTraining } from '../support/graphs';
import { pressRun, runEnds } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const training = tinyTraining({ steps: 2 });
const ranking = template('ranking', 'Ranking', '', {
  nodes: [
    ...training.nodes,
    node('make', 'align.make-pairs', 1_600, 0, { pairs: 3, answerTokens: 4, stop: '' }),
    node('rank', 'align.rank-by-hand', 1_900, 0),
  ],
  wires: [
    ...training.wires,
    wire('train.model → make.model'),
    wire('text.text → make.prompts'),
    wire('make.pairs → rank.pairs'),
  ],
});

test('pairs are ranked with the keyboard, each decision is saved, and who comes back goes on', async () => {
  const { page, card, saved } = await openEditor(browser, ranking);
  const decisions = async () => String((await saved()).nodes.find(({ id }) => id === 'rank')?.params.decisions ?? '');
  await pressRun(page);
  // Nothing is ranked yet, which is what the node says.
  await runEnds(page, 'Ended with errors');
  await eventually(() => card('rank').textContent()).toContain('No pair is ranked yet.');
  await card('rank').locator('header').click();
  await page.getByRole('button', { name: 'Rank answers', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Rank answers' });
  await dialog.getByText('0 of 3 decided').waitFor();
  await page.keyboard.press('ArrowLeft');
  await dialog.getByText('1 of 3 decided').waitFor();
  await page.keyboard.press('=');
  await page.keyboard.press('Backspace');
  await dialog.getByText('1 of 3 decided').waitFor();
  await page.keyboard.press('Escape');
  await eventually(decisions).toMatch(/^[0-9a-f]{10}L$/);

  await page.getByRole('button', { name: 'Rank answers', exact: true }).click();
  await dialog.getByText('1 of 3 decided').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await dialog.getByText('Every pair is decided.').waitFor();
  await eventually(decisions).toMatch(/^[0-9a-f]{10}L [0-9a-f]{10}R [0-9a-f]{10}S$/);
  await dialog.getByRole('button', { name: 'Run to here' }).click();
  await dialog.waitFor({ state: 'detached' });
  await eventually(() => card('rank').textContent()).toContain('2 pairs');
  expect(browser.complaints).toEqual([]);
});
