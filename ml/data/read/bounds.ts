import { DataError } from '../error';

/** The largest file that is read, and the most that it may unpack to. */
export const LARGEST_DATA = 500 * 1024 * 1024;

/** The most numbers that files become: all of CIFAR-10, and no more than 800 MB. */
export const MOST_NUMBERS = 200_000_000;

/** @throws DataError `data.too-large` naming the file, its size and the bound */
export function refuseHuge(name: string, bytes: number): void {
  if (bytes <= LARGEST_DATA) return;
  throw new DataError(
    'data.too-large',
    `“${name}” is too large.`,
    `It has ${inMegabytes(bytes)}; at most ${inMegabytes(LARGEST_DATA)} are read.`,
    'Use a part of it.',
  );
}

/** Numbers take four bytes where a file has one: what a file would become is bounded too. @throws DataError `data.too-large` */
export function refuseHugeNumbers(name: string, numbers: number): void {
  if (numbers <= MOST_NUMBERS) return;
  throw new DataError(
    'data.too-large',
    `“${name}” is too large.`,
    `It would become ${numbers.toLocaleString('en')} numbers; at most ${MOST_NUMBERS.toLocaleString('en')} are.`,
    'Use a part of it.',
  );
}

const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MB`;
