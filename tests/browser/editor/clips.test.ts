import { readFile } from 'node:fs/promises';
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

const READ_AGAIN = graph({ nodes: [node('again', 'source.videos', 0, 0, { origin: 'files', size: 16 })] });

test('clips play, are gone through with the keyboard, and are saved as WebM and as MP4, which is read again', async () => {
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
  const savedAs = async (format: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as ${format}` }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const webm = await savedAs('WebM');
  expect(webm.name).toMatch(/\.webm$/);
  expect([...webm.bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  const mp4 = await savedAs('MP4');
  expect(mp4.name).toMatch(/\.mp4$/);

  const other = await openEditor(browser, READ_AGAIN);
  await other.card('again').locator('header').click();
  await other.page
    .getByLabel('File for File')
    .setInputFiles({ name: mp4.name, mimeType: 'video/mp4', buffer: mp4.bytes });
  await other.page
    .getByRole('region', { name: /^Inspector/ })
    .getByText(mp4.name)
    .waitFor();
  await other.page.getByRole('button', { name: 'Run', exact: true }).click();
  await eventually(() => other.card('again').textContent()).toContain('1 clip: 8 frames of 16 × 16, 8 a second');
  expect(browser.complaints).toEqual([]);
});
