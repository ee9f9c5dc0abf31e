import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { graph } from '../support/graphs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

const CLIPS = graph({
  nodes: [
    node('videos', 'source.videos', 0, 0, { count: 6, keep: 'moves right' }),
    node('clips', 'generate.clips', 320, 0),
  ],
  wires: [wire('videos.video → clips.examples')],
});

test('clips play, are gone through with the keyboard, and are saved as WebM by the browser’s own encoder', async () => {
  const { page, card } = await openEditor(browser, CLIPS);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const small = card('clips');
  await small.getByRole('button', { name: 'Pause the clips' }).click();
  await small.getByRole('button', { name: 'Play the clips' }).waitFor();
  const along = small.getByRole('slider', { name: 'Along the clips, by frame' });
  await along.focus();
  await page.keyboard.press('Home');
  const first = small.getByRole('img', { name: /moves right$/ }).first();
  const pixels = () =>
    first.evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : 'no canvas'));
  const before = await pixels();
  await page.keyboard.press('ArrowRight');
  await eventually(async () => (await pixels()) !== before).toBe(true);
  expect(await along.getAttribute('aria-valuetext')).toBe('frame 2 of 8');
  await small.getByText('Numbers to clips').click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as WebM' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.webm$/);
  const [start] = await (await file.createReadStream()).toArray();
  expect([...start.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  expect(browser.complaints).toEqual([]);
});
