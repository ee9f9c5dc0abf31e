import { afterAll, expect, test } from 'vitest';
import { createProject, openBrowser } from '../support';
import { card, finished, PATIENCE, until } from './editor';
import { lossAt, recordedRuns } from './recorded';
import { smallGraph } from './small-graph';

/** One short pipeline, whole, on each backend that the page offers; chosen in its menu, as a user would. */

const browser = openBrowser();
const STEPS = 20;
const losses = new Map<string, number>();

/** The name that the header shows while wasm computes: with as many threads as this machine has processors, up to eight. */
const wasmLabel = (processors: number) =>
  processors > 1 ? `WebAssembly · ${Math.min(8, processors)} threads` : 'WebAssembly';

for (const backend of ['wasm', 'webgl', 'webgpu'] as const)
  test(`a small GPT is trained, writes and is scored on ${backend}, chosen in the menu`, async () => {
    const id = await createProject(`On ${backend}`, smallGraph({ steps: STEPS, evaluateEvery: 10 }));
    const page = await browser.newPage();
    await page.goto(`/projects/${id}`);
    const processors = await page.evaluate(() => navigator.hardwareConcurrency);
    // With or without the remark that it is played in software.
    const shown = { wasm: wasmLabel(processors), webgl: 'WebGL', webgpu: 'WebGPU' }[backend];
    const named = new RegExp(`^Computes with ${shown}( \\(software\\))?$`);
    await page.getByRole('button', { name: /^Computes with/ }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${shown.split(' ')[0]}`) }).click();
    await page.getByRole('button', { name: named }).waitFor({ timeout: PATIENCE });

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await finished(page);
    await page.getByRole('button', { name: named }).waitFor();
    await until(() => card(page, 'Write text').textContent()).toMatch(/The /);
    await card(page, 'Score language model').getByText('Perplexity').waitFor();
    await until(async () => (await recordedRuns(id))[0]?.outcome).toBe('finished');
    const [run] = await recordedRuns(id);
    if (!run) throw new Error('the run is not in the history');
    expect(run.backend).toContain(shown);
    losses.set(backend, lossAt(run, STEPS));
    await page.context().close();
    expect(browser.complaints).toEqual([]);
  });

test('the three end at the same loss', () => {
  const [wasm = Number.NaN, ...others] = ['wasm', 'webgl', 'webgpu'].map((name) => losses.get(name) ?? Number.NaN);
  // A blind guess has ln of the vocabulary; after 20 steps it is well below.
  expect(wasm).toBeLessThan(4.2);
  for (const loss of others) expect(Math.abs(loss - wasm)).toBeLessThan(1e-3);
});

afterAll(() => {
  for (const [name, loss] of losses) console.log(`validation loss after ${STEPS} steps on ${name}: ${loss}`);
});
