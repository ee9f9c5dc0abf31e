import { GenloomError } from '@/graph';
import { ZIP_LIMITS, type ZipEntry } from './zip';

const BLOCK = 512;

/** Whether bytes begin as a tar archive does. */
export const isTar = (bytes: Uint8Array): boolean => textOf(bytes, 257, 5) === 'ustar';

/**
 * The files of a tar archive (POSIX ustar, and what GNU tar and pax write of plain names) whose names are wanted; nothing
 * is copied. @throws GenloomError `tar.corrupt` where it is cut short or no tar, `tar.too-many`
 */
export function untar(archive: Uint8Array, wanted: (name: string) => boolean): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let seen = 0;
  for (let place = 0; place + BLOCK <= archive.length; ) {
    const header = archive.subarray(place, place + BLOCK);
    if (header.every((byte) => byte === 0)) return entries;
    if (!isTar(header)) throw corrupt('one of its headers is none');
    if (++seen > ZIP_LIMITS.entries) throw tooMany();
    const size = Number.parseInt(textOf(header, 124, 12).trim() || '0', 8);
    const start = place + BLOCK;
    if (!(size >= 0) || start + size > archive.length) throw corrupt('it is cut short');
    const [prefix, base] = [textOf(header, 345, 155), textOf(header, 0, 100)];
    const name = prefix === '' ? base : `${prefix}/${base}`;
    const kind = textOf(header, 156, 1);
    if ((kind === '' || kind === '0') && wanted(name))
      entries.push({ name, bytes: archive.subarray(start, start + size) });
    place = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw corrupt('it is cut short'); // a whole one ends with an empty block
}

/** ASCII up to the first zero byte. */
function textOf(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}

const corrupt = (why: string) =>
  new GenloomError({
    code: 'tar.corrupt',
    title: 'This tar archive is damaged.',
    detail: `Something in it is wrong: ${why}.`,
    fix: 'Download it again.',
  });

const tooMany = () =>
  new GenloomError({
    code: 'tar.too-many',
    title: `This tar archive holds more than ${ZIP_LIMITS.entries.toLocaleString('en')} files.`,
    fix: 'Pack fewer of them.',
  });
