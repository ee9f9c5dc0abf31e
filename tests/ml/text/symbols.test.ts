import { expect, test } from 'vitest';
import { levelOf, middleOf } from '@/ml/levels';
import { createRandom } from '@/ml/random';
import { modalitiesOf } from '@/ml/text/modalities';
import { formOf, MOTION_SIGNS, PICTURE_SIGNS, readSigns, signsOf, withoutMarks } from '@/ml/text/symbols';

test('codes come back from the signs that they were written in, with the words beside them', () => {
  const codes = [0, 3, 255, 17];
  const { open, close } = PICTURE_SIGNS;
  const text = `a red star ${open}${signsOf(codes, PICTURE_SIGNS)}${close}`;
  expect(readSigns(text, PICTURE_SIGNS)).toEqual({ codes, whole: true, words: 'a red star' });
  expect(readSigns(text.slice(0, -2), PICTURE_SIGNS)).toMatchObject({ codes: [0, 3, 255], whole: false });
  expect(readSigns('a red star', PICTURE_SIGNS)).toBeNull();
  expect(readSigns(`${open}a${close}`, PICTURE_SIGNS)).toBeNull();
  expect(() => signsOf([256], PICTURE_SIGNS)).toThrow(RangeError);
  expect(withoutMarks('a ⟦ in\n⟨words⟩')).toBe('a   in  words');
  expect(`⟨${signsOf([0, 5, 1, 4], MOTION_SIGNS)}⟩`).toMatch(
    new RegExp(
      `^${formOf(
        MOTION_SIGNS,
        [
          [0, 3],
          [4, 7],
        ],
        2,
      )}$`,
      'u',
    ),
  );
});

test('each sign of a text belongs to what it is part of', () => {
  const text = 'words\na star⟦⠋⟧\n⟦⠋⟧it\nM:3/4\nK:C\nC2|]\n⟨ĀŐ⟩\nend';
  const found = modalitiesOf(text);
  expect(found).toHaveLength(text.length);
  const told = (piece: string) => [...new Set(found.slice(text.indexOf(piece), text.indexOf(piece) + piece.length))];
  expect(told('words\n')).toEqual(['text']);
  expect([told('a star'), told('⟦⠋⟧'), told('it\n')]).toEqual([['captions'], ['pictures'], ['captions']]);
  expect([told('M:3/4\nK:C\nC2|]\n'), told('⟨ĀŐ⟩'), told('end')]).toEqual([['melodies'], ['motions'], ['text']]);
});

test('a level’s middle is at most half a level from the number, and µ-law bends as its formula says', () => {
  const even = { from: -2, to: 3, count: 50, law: 'even' as const };
  const mu = { from: -1, to: 1, count: 256, law: 'mu-law' as const };
  const random = createRandom(1);
  for (let tries = 0; tries < 500; tries++) {
    const value = -2 + 5 * random.next();
    expect(Math.abs(middleOf(levelOf(value, even), even) - value)).toBeLessThanOrEqual(0.05 + 1e-12);
    const share = 2 * random.next() - 1;
    expect(levelOf(middleOf(levelOf(share, mu), mu), mu)).toBe(levelOf(share, mu));
  }
  expect([levelOf(-9, even), levelOf(9, even), levelOf(3, even)]).toEqual([0, 49, 49]);
  // ln(1 + 255 · ½) / ln 256 = 0.87570…: level ⌊(0.87570 + 1) / 2 · 256⌋.
  expect(levelOf(0.5, mu)).toBe(240);
  expect(middleOf(levelOf(0.001, mu), mu)).toBeLessThan(0.0015);
  expect(levelOf(1, { from: 1, to: 1, count: 4, law: 'even' })).toBe(2);
});
