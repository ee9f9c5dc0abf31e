import { Inflate } from 'fflate';
import { GenloomError } from '@/graph';
import { crc32 } from './crc32';

/** What an archive may hold: a bomb of a few kB must not fill the memory (Fifield 2019). */
export const ZIP_LIMITS = { entries: 2_000, bytes: 256 * 1024 * 1024, ratio: 250, ratioFrom: 8 * 1024 * 1024 } as const;

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export interface UnzipOptions {
  /** The most files that it may hold. */
  readonly entries?: number;
  /** The most bytes that all of them may have. */
  readonly bytes?: number;
  /** Told of an entry that is damaged, which is then left out; without it the whole archive is refused. */
  readonly damaged?: (name: string) => void;
}

/**
 * Unpacks the entries whose names are wanted (APPNOTE.TXT 6.3, stored and deflated), a piece at a time, and checks each against its CRC.
 * @throws GenloomError `zip.corrupt`, `zip.too-large`, `zip.too-many`, `zip.encrypted`
 */
export async function unzip(
  archive: Uint8Array,
  wanted: (name: string) => boolean,
  breathe: () => Promise<void>,
  { entries: most = ZIP_LIMITS.entries, bytes: room = ZIP_LIMITS.bytes, damaged }: UnzipOptions = {},
): Promise<ZipEntry[]> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const listed = list(archive, view, most).filter(({ name }) => wanted(name));
  const entries: ZipEntry[] = [];
  let total = 0;
  for (const entry of listed) {
    if (entry.encrypted)
      throw new GenloomError({
        code: 'zip.encrypted',
        title: `“${entry.name}” in this zip is locked with a password.`,
        fix: 'Pack it again without one.',
      });
    try {
      const bytes = await unpack(archive, view, entry, room - total, breathe);
      total += bytes.length;
      entries.push({ name: entry.name, bytes });
    } catch (error) {
      if (!damaged || !(error instanceof GenloomError) || error.code !== 'zip.corrupt') throw error;
      damaged(entry.name);
    }
  }
  return entries;
}

/** The archive's own list of its entries, the central directory. */
function list(archive: Uint8Array, view: DataView, most: number): Listed[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > most)
    throw new GenloomError({
      code: 'zip.too-many',
      title: `This zip holds ${count.toLocaleString('en')} files; at most ${most.toLocaleString('en')} are read.`,
      fix: 'Pack fewer of them, or join texts into fewer files.',
    });
  const listed: Listed[] = [];
  let place = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (place + 46 > archive.length || view.getUint32(place, true) !== 0x02014b50)
      throw corrupt('its list of files is broken');
    const nameLength = view.getUint16(place + 28, true);
    const flags = view.getUint16(place + 8, true);
    const name = archive.subarray(place + 46, place + 46 + nameLength);
    listed.push({
      name: new TextDecoder().decode(name),
      encrypted: (flags & 1) === 1,
      method: view.getUint16(place + 10, true),
      crc: view.getUint32(place + 16, true),
      packed: view.getUint32(place + 20, true),
      size: view.getUint32(place + 24, true),
      offset: view.getUint32(place + 42, true),
    });
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  return listed;
}

/** The end-of-central-directory record: in the last 64 kB, since a comment may follow it. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let place = view.byteLength - 22; place >= first; place--)
    if (view.getUint32(place, true) === 0x06054b50) return place;
  throw corrupt('its end is missing, as when a download was cut short');
}

async function unpack(
  archive: Uint8Array,
  view: DataView,
  entry: Listed,
  room: number,
  breathe: () => Promise<void>,
): Promise<Uint8Array> {
  const { name, method, packed, offset, size } = entry;
  if (offset + 30 > archive.length || view.getUint32(offset, true) !== 0x04034b50)
    throw corrupt(`“${name}” is not where it should be`);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > archive.length) throw corrupt(`“${name}” is cut short`);
  if (size > room) throw tooLarge(room);
  const data = archive.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw corrupt(`“${name}” is packed in a way (${method}) that is not read here`);
  const bytes = method === 0 ? data : await inflate(data, name, room, breathe);
  if (bytes.length !== size || crc32(bytes) !== entry.crc) throw corrupt(`“${name}” does not match its checksum`);
  return bytes;
}

async function inflate(
  data: Uint8Array,
  name: string,
  room: number,
  breathe: () => Promise<void>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const inflater = new Inflate((chunk) => {
    total += chunk.length;
    const bomb = total > ZIP_LIMITS.ratioFrom && total > ZIP_LIMITS.ratio * data.length;
    if (total > room || bomb) throw tooLarge(room);
    chunks.push(chunk);
  });
  const PIECE = 16_384;
  for (let place = 0; place === 0 || place < data.length; place += PIECE) {
    try {
      inflater.push(data.subarray(place, place + PIECE), place + PIECE >= data.length);
    } catch (error) {
      if (error instanceof GenloomError) throw error;
      throw corrupt(`“${name}” cannot be unpacked`);
    }
    await breathe();
  }
  const bytes = new Uint8Array(total);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return bytes;
}

const corrupt = (why: string) =>
  new GenloomError({
    code: 'zip.corrupt',
    title: 'This zip is damaged.',
    detail: `Something in it is wrong: ${why}.`,
    fix: 'Download or pack it again.',
  });

const tooLarge = (room: number) =>
  new GenloomError({
    code: 'zip.too-large',
    title: 'This zip unpacks to far more than it should.',
    detail: `At most ${room / 1024 / 1024} MB are unpacked, and no file may grow more than ${ZIP_LIMITS.ratio} times.`,
    fix: 'Use a part of it, or another archive if you do not know where it came from.',
  });

/** Whether bytes begin as a zip does. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
