import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, expect, test } from 'vitest';
import { node, template } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { drag } from '../support/mouse';
import { pressRun, runEnds } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const root = mkdtempSync(join(tmpdir(), 'genloom-giving-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what is drawn on the sheet are lines of the graph, one step of undo each', async () => {
  const points = template('drawn', 'Drawn', '', {
    nodes: [node('points', 'source.points', 0, 0, { shape: 'drawing' })],
    wires: [],
  });
  const { page, card, saved } = await openEditor(browser, points);
  await card('points').locator('header').click();
  const box = await page.getByRole('application', { name: /^Drawing/ }).boundingBox();
  if (!box) throw new Error('there is no sheet');
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  await drag(page, at(0.1, 0.5), at(0.9, 0.5));
  await drag(page, at(0.5, 0.1), at(0.5, 0.9));
  await page.getByText('2 lines', { exact: true }).waitFor();
  await eventually(async () => (await saved()).nodes[0]?.params.drawing).toMatchObject([
    expect.arrayContaining([expect.arrayContaining([expect.closeTo(0, 1)])]),
    expect.anything(),
  ]);
  await page.keyboard.press('Control+z');
  await page.getByText('1 line', { exact: true }).waitFor();
});

test('a folder of images is given in one go, and its folders are the classes', async () => {
  for (const [index, kind] of ['cats', 'dogs'].entries()) {
    mkdirSync(join(root, 'pets', kind), { recursive: true });
    for (let image = 0; image < 2; image++) {
      const data = new Uint8Array(8 * 8 * 3).fill(40 + 60 * index + 20 * image);
      writeFileSync(join(root, 'pets', kind, `${image}.png`), encode({ width: 8, height: 8, channels: 3, data }));
    }
  }
  writeFileSync(join(root, 'pets', 'readme.txt'), 'Not an image.');
  const images = template('folder', 'Folder', '', {
    nodes: [node('images', 'source.images', 0, 0, { origin: 'files', size: 8 })],
    wires: [],
  });
  const { page, card, saved } = await openEditor(browser, images);
  await card('images').locator('header').click();
  await page.getByLabel('Folder for File').setInputFiles(join(root, 'pets'));
  await eventually(async () => (await saved()).nodes[0]?.params.file).toMatchObject({ name: 'pets.zip' });
  await page.getByText('A file was left out: “readme.txt”.', { exact: true }).waitFor();
  await pressRun(page);
  await runEnds(page, 'Finished');
  await eventually(() => card('images').textContent()).toContain('4 examples, 2 classes');
});

const pictures = (name: string) =>
  template(name, name, '', {
    nodes: [node('images', 'source.images', 0, 0, { origin: 'files', size: 8 })],
    wires: [],
  });

test('pictures of the camera become images, with a class for each name they were taken under', async () => {
  const { page, card, saved } = await openEditor(browser, pictures('camera'));
  // A camera that sees one colour: what the browser hands out is a stream, wherever that comes from.
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 48];
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = `rgb(200 ${Math.floor(Math.random() * 255)} 40)`;
      context.fillRect(0, 0, 64, 48);
    }, 30);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
  });
  await card('images').locator('header').click();
  await page.getByRole('button', { name: 'Take pictures' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take pictures' });
  await dialog.getByLabel('Pictures', { exact: true }).fill('2');
  for (const kind of ['cup', 'hand']) {
    await dialog.getByLabel('What is to be seen').fill(kind);
    await dialog.getByRole('button', { name: 'Take 2' }).click();
    await dialog.getByText(`2 of ${kind}`).waitFor();
    await dialog.getByRole('button', { name: 'Take 2' }).waitFor();
  }
  await dialog.getByRole('button', { name: 'Use these 4 pictures' }).click();
  await eventually(async () => (await saved()).nodes[0]?.params.file).toMatchObject({ name: 'camera.zip' });
  await pressRun(page);
  await runEnds(page, 'Finished');
  await eventually(() => card('images').textContent()).toContain('4 examples, 2 classes');
});

test('a camera that is not allowed is told in words, with a way on', async () => {
  const { page, card } = await openEditor(browser, pictures('refused'));
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  });
  await card('images').locator('header').click();
  await page.getByRole('button', { name: 'Take pictures' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take pictures' });
  await dialog.getByRole('alert').getByText('This page may not use the camera.').waitFor();
  await dialog.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Take 20' }).isDisabled()).toBe(true);
});
