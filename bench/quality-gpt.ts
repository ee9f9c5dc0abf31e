/**
 * The nanoGPT character benchmark in its small configuration for a CPU (4 layers, 4 heads, width 128, context 64, batch 12, 2,000 steps, no
 * dropout, the first 90 % of tiny Shakespeare to train on), as a graph that the product's own runtime runs in Chromium.
 * `npm run bench -- quality-gpt [steps]`; with fewer steps than 2,000 the bar is not for it, and is not printed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QualityResult } from './pages/quality-gpt';
import { bar, within } from './support/bar';
import { onBenchPage } from './support/browser';

const STEPS = 2_000;
const path = join(import.meta.dirname, '..', '..', 'shared', 'data', 'text', 'tinyshakespeare.txt');
if (!existsSync(path)) {
  console.error('✗ This measurement needs tiny Shakespeare: put it at ../shared/data/text/tinyshakespeare.txt.');
  process.exit(1);
}
const steps = Number(process.argv[2] ?? STEPS);
if (!Number.isInteger(steps) || steps < 2) {
  console.error('✗ The steps are a whole number from 2 on.');
  process.exit(1);
}
const text = readFileSync(path, 'utf8');

const began = performance.now();
const result = await onBenchPage('quality-gpt.ts', async (page) => {
  page.on('console', (message) => {
    if (message.type() === 'info') console.log(message.text());
  });
  await page.waitForFunction('typeof window.measureQuality === "function"');
  return within(
    3_600,
    page.evaluate<QualityResult, { text: string; steps: number }>(
      (given) => Reflect.get(window, 'measureQuality')(given.text, given.steps),
      { text, steps },
    ),
  );
});
console.log(result);
if (result.outcome !== 'succeeded') {
  console.error(`✗ The run ended as “${result.outcome}”.`);
  process.exit(1);
}
const minutes = (performance.now() - began) / 60_000;
console.log(
  `validation loss ${result.validationLoss.toFixed(4)} over ${result.tokens} tokens; ${steps} steps in ${result.trainSeconds.toFixed(0)} s (${((result.trainSeconds * 1000) / steps).toFixed(0)} ms each), ${minutes.toFixed(1)} min in all`,
);
if (result.vocabulary !== 65) throw new Error(`the text has ${result.vocabulary} characters, and tiny Shakespeare 65`);
if (steps === STEPS) bar('quality-gpt.validation-loss', result.validationLoss, { atMost: 1.9 }, 4);
