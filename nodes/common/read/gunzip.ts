import { Gunzip } from 'fflate';
import { GenloomError } from '@/graph';
import { crc32 } from './crc32';

/**
 * Unpacks what gzip packed (RFC 1952), a piece at a time, checks its last member's length and checksum, and leaves other bytes as they are.
 * @throws GenloomError `gzip.corrupt`, `gzip.too-large` as soon as more than `most` bytes come out
 */
export async function gunzip(
  name: string,
  bytes: Uint8Array,
  most: number,
  breathe: () => Promise<void>,
): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const chunks: Uint8Array[] = [];
  let total = 0;
  let lastMember = 0;
  const unpacker = new Gunzip((chunk) => {
    total += chunk.length;
    if (total > most)
      throw new GenloomError({
        code: 'gzip.too-large',
        title: `“${name}” unpacks to more than ${Math.floor(most / 1024 / 1024).toLocaleString('en')} MB.`,
        fix: 'Use a part of it.',
      });
    chunks.push(chunk);
  });
  unpacker.onmember = () => {
    lastMember = total;
  };
  const PIECE = 65_536;
  for (let place = 0; place < bytes.length; place += PIECE) {
    try {
      unpacker.push(bytes.subarray(place, place + PIECE), place + PIECE >= bytes.length);
    } catch (error) {
      if (error instanceof GenloomError) throw error;
      throw corrupt(name);
    }
    await breathe();
  }
  const unpacked = new Uint8Array(total);
  let end = 0;
  for (const chunk of chunks) {
    unpacked.set(chunk, end);
    end += chunk.length;
  }
  if (bytes.length < 18) throw corrupt(name);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const member = unpacked.subarray(lastMember);
  if (trailer.getUint32(4, true) !== member.length || trailer.getUint32(0, true) !== crc32(member)) throw corrupt(name);
  return unpacked;
}

const corrupt = (name: string) =>
  new GenloomError({
    code: 'gzip.corrupt',
    title: `“${name}” is damaged: it cannot be unpacked.`,
    detail: 'It begins as gzip does, and ends too early or does not match its checksum.',
    fix: 'Download or pack it again.',
  });
