import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { graph } from '../support/graphs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

const SOLIDS = graph({
  nodes: [
    node('solids', 'source.solids', 0, 0, { count: 6, detail: 16 }),
    node('grids', 'prepare.solid-grids', 300, 0, { side: 12 }),
    node('meshes', 'generate.solid-meshes', 600, 0),
  ],
  wires: [wire('solids.meshes → grids.meshes'), wire('grids.examples → meshes.examples')],
});

test('solids are drawn, turned with the keyboard, and saved as a GLB', async () => {
  const { page, card } = await openEditor(browser, SOLIDS);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const small = card('meshes').getByRole('group', { name: /^Solids/ });
  await small.waitFor();
  const first = small.getByRole('img').first();
  const pixels = () =>
    first.evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : 'no canvas'));
  const isDrawn = () =>
    first.evaluate((canvas) => {
      const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
      return context?.getImageData(0, 0, context.canvas.width, context.canvas.height).data.some((value) => value > 0);
    });
  await eventually(isDrawn).toBe(true);
  const before = await pixels();
  await small.focus();
  await page.keyboard.press('ArrowLeft');
  await eventually(async () => (await pixels()) !== before).toBe(true);
  await card('meshes').getByText('Grids to meshes').click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.glb$/);
  const [start] = await (await file.createReadStream()).toArray();
  expect(String(start).slice(0, 4)).toBe('glTF');
  expect(browser.complaints).toEqual([]);
});
