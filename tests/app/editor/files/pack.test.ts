import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { packed, takesSeveral } from '@/app/editor/files/pack';

const IMAGES = '.zip,.png,.jpg';
const given = (path: string, content = path) => ({ path, file: new File([content], path.split('/').at(-1) ?? path) });

describe('files for one field', () => {
  test('one file goes as it is, whatever it is: its node says what is wrong with it', async () => {
    const one = given('cat.gif');
    expect(await packed([one], IMAGES)).toBe(one.file);
    expect(await packed([], IMAGES)).toBeNull();
  });

  test('a folder becomes a zip of its name that keeps the folders inside, without what does not belong', async () => {
    const file = await packed(
      [given('pets/cats/tabby.png'), given('pets/dogs/rex.jpg'), given('pets/.DS_Store'), given('pets/list.txt')],
      IMAGES,
    );
    expect(file?.name).toBe('pets.zip');
    const entries = unzipSync(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0)));
    expect(Object.keys(entries)).toEqual(['pets/cats/tabby.png', 'pets/dogs/rex.jpg']);
    expect(new TextDecoder().decode(entries['pets/dogs/rex.jpg'])).toBe('pets/dogs/rex.jpg');
  });

  test('the same files are the same bytes on another day, so that nothing is learned twice', async () => {
    const bytes = async () => {
      const file = await packed([given('a.png'), given('b.png')], IMAGES);
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

  test('only a field that takes a zip takes several', () => {
    expect([takesSeveral(IMAGES), takesSeveral('.csv'), takesSeveral(undefined)]).toEqual([true, false, false]);
  });
});
