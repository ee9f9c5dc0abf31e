import { afterAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser';
import { cardTitled } from '../support/cards';
import { openProject } from '../support/editor';
import { smallGraph } from '../support/graphs';
import { createProject } from '../support/projects';
import { lossesAt, recordedRuns, stepsRead } from '../support/recorded';
import { finished, pressRun } from '../support/runs';
import { eventually, PATIENCE } from '../support/waiting';

/**
 * One short pipeline on each backend that the page offers, chosen in its menu, as a user would; whole where that is quick. What graphics backends write and
 * score is held to the others without the page, in tests/workers/backends/.
 */

const browser = openBrowser();
const STEPS = 20;
/** Software adapters compile a shader for each operation and shape: most of the time goes there, and on a busy machine it is minutes. */
const COMPILING = 280_000;
const losses = new Map<string, readonly number[]>();

/** The name that the header shows while wasm computes: with as many threads as this machine has processors, up to eight. */
const wasmLabel = (processors: number) =>
  processors > 1 ? `WebAssembly · ${Math.min(8, processors)} threads` : 'WebAssembly';

for (const backend of ['wasm', 'webgl', 'webgpu'] as const)
  test(`a small GPT is trained${backend === 'wasm' ? ', writes and is scored' : ''} on ${backend}, chosen in the menu`, async () => {
    const whole = backend === 'wasm';
    const id = await createProject(
      `On ${backend}`,
      smallGraph({ steps: STEPS, evaluateEvery: STEPS, sampleTokens: 0 }, { whole }),
    );
    const page = await browser.newPage();
    await openProject(page, `/projects/${id}`);
    const processors = await page.evaluate(() => navigator.hardwareConcurrency);
    const shown = { wasm: wasmLabel(processors), webgl: 'WebGL', webgpu: 'WebGPU' }[backend];
    const named = new RegExp(`^Computes with: ${shown}${backend === 'wasm' ? '' : ' \\(software\\)'}$`);
    await page.getByRole('button', { name: /^Computes with/ }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${shown.split(' ')[0]}`) }).click();
    await page.getByRole('button', { name: named }).waitFor({ timeout: PATIENCE });

    await pressRun(page);
    await finished(page, COMPILING);
    await page.getByRole('button', { name: named }).waitFor();
    if (whole) {
      await eventually(() => cardTitled(page, 'Write text').textContent()).toMatch(/The /);
      await cardTitled(page, 'Score language model').getByText('Perplexity').waitFor();
    }
    await eventually(async () => (await recordedRuns(id))[0]?.outcome).toBe('finished');
    const [run] = await recordedRuns(id);
    if (!run) throw new Error('the run is not in the history');
    expect(run.backend).toContain(shown);
    // Not only the name: a graphics backend reads its numbers back every ten steps, the processor after each.
    expect(stepsRead(run)).toHaveLength(backend === 'wasm' ? STEPS : 3);
    losses.set(backend, lossesAt(run, STEPS));
    await browser.leave(page);
    expect(browser.complaints).toEqual([]);
  }, 400_000);

test('the three end at the same losses', () => {
  expect([...losses.keys()]).toEqual(['wasm', 'webgl', 'webgpu']);
  for (const reached of losses.values())
    reached.forEach((loss, index) => {
      // A blind guess among the 246 tokens has 5.5.
      expect(loss).toBeLessThan(4.2);
      expect(Math.abs(loss - (losses.get('wasm')?.[index] ?? Number.NaN))).toBeLessThan(1e-3);
    });
});

afterAll(() => {
  for (const [name, reached] of losses)
    console.log(`losses after ${STEPS} steps on ${name}, training and validation: ${reached.join(' and ')}`);
});
