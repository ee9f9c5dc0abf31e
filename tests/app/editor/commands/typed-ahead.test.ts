import { expect, test } from 'vitest';
import { NOTHING, typing } from '@/app/editor/commands/typed-ahead';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const after = (...keys: readonly string[]) =>
  keys.reduce((typed, key) => typing(typed, { ...plain, key }) ?? typed, NOTHING);

test('what is typed before the search box is there is kept as the box would have it', () => {
  expect(after('f', 'i', 't')).toEqual({ text: 'fit', entered: false });
  expect(after('f', 'o', 'Backspace', 'ö', 'Shift', ' ')).toEqual({ text: 'fö ', entered: false });
  expect(after('Backspace')).toEqual(NOTHING);
});

test('Enter completes it, and what comes after belongs to nothing; alone it is nothing', () => {
  expect(after('f', 'Enter', 'x')).toEqual({ text: 'f', entered: true });
  expect(after('Enter', 'f')).toEqual({ text: 'f', entered: false });
});

test('shortcuts are no typing, and letters of AltGr are', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey'])
    expect(typing(NOTHING, { ...plain, key: 'z', [held]: true })).toBeNull();
  expect(typing(NOTHING, { ...plain, key: 'ł', ctrlKey: true, altKey: true })?.text).toBe('ł');
  expect(typing(NOTHING, { ...plain, key: 'ArrowDown' })).toBeNull();
});
