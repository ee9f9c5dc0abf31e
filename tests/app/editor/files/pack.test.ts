import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { leftOut } from '@/app/editor/files/left-out';
import { packed, takesSeveral } from '@/app/editor/files/pack';

const IMAGES = { accept: '.zip,.png,.jpg' };
const entriesOf = async (file: File | null) =>
  unzipSync(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0)));
const given = (path: string, content = path) => ({ path, file: new File([content], path.split('/').at(-1) ?? path) });

describe('files for one field', () => {
  test('one file goes as it is, whatever it is: its node says what is wrong with it', async () => {
    const one = given('cat.gif');
    expect(await packed([one], IMAGES)).toEqual({ file: one.file, left: [] });
    expect(await packed([], IMAGES)).toEqual({ file: null, left: [] });
  });

  test('a folder becomes a zip of its name that keeps the folders inside, without what does not belong', async () => {
    const { file, left } = await packed(
      [given('pets/cats/tabby.png'), given('pets/dogs/rex.jpg'), given('pets/.DS_Store'), given('pets/list.txt')],
      IMAGES,
    );
    expect(file?.name).toBe('pets.zip');
    expect(left).toEqual(['pets/list.txt']);
    const entries = await entriesOf(file);
    expect(Object.keys(entries)).toEqual(['pets/cats/tabby.png', 'pets/dogs/rex.jpg']);
    expect(new TextDecoder().decode(entries['pets/dogs/rex.jpg'])).toBe('pets/dogs/rex.jpg');
  });

  test('the same files are the same bytes on another day, so that nothing is learned twice', async () => {
    const bytes = async () => {
      const { file } = await packed([given('a.png'), given('b.png')], IMAGES);
      return new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
    };
    expect(await bytes()).toEqual(await bytes());
  });

  test('a folder with nothing that fits is refused with what would', async () => {
    await expect(packed([given('notes/a.txt'), given('notes/b.md')], IMAGES)).rejects.toMatchObject({
      code: 'files.none-fit',
      fix: 'Give files that end in .png, .jpg.',
    });
  });

  test('what does not fit is counted and named, from a folder or several at once, and what systems put there is not', async () => {
    const folder = ['a.png', 'b.png', 'c.heic', 'd.tiff', 'e.gif', '.DS_Store', 'Thumbs.db'].map((name) =>
      given(`set/${name}`),
    );
    const { left } = await packed(folder, IMAGES);
    expect(left).toEqual(['set/c.heic', 'set/d.tiff', 'set/e.gif']);
    expect(leftOut(left)).toBe('3 files were left out: “c.heic”, “d.tiff” and “e.gif”.');
    expect(leftOut([...left, 'f', 'g'])).toBe('5 files were left out: “c.heic”, “d.tiff”, “e.gif” and 2 more.');
    expect(leftOut(['f.pdf'])).toBe('A file was left out: “f.pdf”.');
    expect(leftOut([])).toBeNull();
    const [one, other] = [given('a.png'), given('c.heic')];
    expect(await packed([other, one], IMAGES)).toEqual({ file: one.file, left: ['c.heic'] });
    expect(await packed([other, one], { accept: '.png' })).toEqual({ file: one.file, left: ['c.heic'] });
    await expect(packed([given('a.zip'), given('b.zip')], IMAGES)).rejects.toMatchObject({
      fix: 'Give files that end in .png, .jpg, or one .zip by itself.',
    });
  });

  test('what tells of pictures goes with them, and other lists and texts do not', async () => {
    const CAPTIONED = { ...IMAGES, beside: 'captions.csv,.txt' };
    const names = ['a.png', 'a.txt', 'b.png', 'Captions.csv', 'licence.txt', 'prices.csv'];
    const { file, left } = await packed(
      names.map((name) => given(`set/${name}`)),
      CAPTIONED,
    );
    expect(Object.keys(await entriesOf(file))).toEqual(['set/a.png', 'set/a.txt', 'set/b.png', 'set/Captions.csv']);
    expect(left).toEqual(['set/licence.txt', 'set/prices.csv']);
    const alone = packed([given('captions.csv'), given('a.txt')], CAPTIONED);
    await expect(alone).rejects.toMatchObject({ code: 'files.none-fit' });
    // A list by itself does not take the place of the pictures that are there.
    await expect(packed([given('captions.csv')], CAPTIONED)).rejects.toMatchObject({ code: 'files.without-others' });
    expect((await packed([given('a.png')], CAPTIONED)).file?.name).toBe('a.png');
  });

  test('files of one name from different places all come, with numbers', async () => {
    const same = [given('a.png', '1'), given('a.png', '2'), given('a 2.png', '3'), given('a.png', '4')];
    const entries = await entriesOf((await packed(same, IMAGES)).file);
    const texts = Object.entries(entries).map(([name, bytes]) => `${name}: ${new TextDecoder().decode(bytes)}`);
    expect(texts).toEqual(['a.png: 1', 'a 3.png: 2', 'a 2.png: 3', 'a 4.png: 4']);
  });

  test('only a field that takes a zip takes several', () => {
    expect([takesSeveral(IMAGES.accept), takesSeveral('.csv'), takesSeveral(undefined)]).toEqual([true, false, false]);
  });
});
