import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Problem } from './problem';

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads an answer as text. The bound counts bytes after unpacking, so that a small answer cannot unfold into a huge one.
 * @throws Problem when it is too large, packed in an unknown way, or not text
 */
export async function readTextContent(response: IncomingMessage, maximumBytes: number) {
  const contentType = response.headers['content-type'] ?? '';
  if (/^(image|audio|video|font)\/|^application\/(zip|pdf|gzip|wasm)\b/i.test(contentType)) {
    response.destroy();
    throw notText(`it is ${contentType.split(';')[0]}`);
  }
  const packed = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  const unpack = unpackers[packed];
  if (!unpack && packed !== 'identity' && packed !== '') {
    response.destroy();
    throw notText(`it is packed as “${packed}”`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<unknown>): Promise<void> => {
    for await (const chunk of source) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('an answer comes as bytes');
      bytes += chunk.byteLength;
      if (bytes > maximumBytes) throw tooLarge(maximumBytes);
      chunks.push(chunk);
    }
  };
  try {
    if (unpack) await pipeline(response, unpack(), collect);
    else await pipeline(response, collect);
  } catch (error) {
    // The unpacker's own complaint about being stopped may come first.
    throw bytes > maximumBytes ? tooLarge(maximumBytes) : error;
  }
  return { text: decode(Buffer.concat(chunks), charsetOf(contentType)), contentType, bytes };
}

function charsetOf(contentType: string): string {
  return /charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
}

function decode(bytes: Buffer, charset: string): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : charset;
  let text: string;
  try {
    text = new TextDecoder(marked, { fatal: true }).decode(bytes);
  } catch {
    throw notText(`it is not ${marked} text`);
  }
  if (text.includes('\0')) throw notText('it holds binary data');
  return text;
}

function notText(why: string): Problem {
  return new Problem({
    status: 415,
    code: 'url-not-text',
    title: 'This is not a text',
    detail: `What stands at this address cannot be read as text: ${why}.`,
  });
}

function tooLarge(maximumBytes: number): Problem {
  return new Problem({
    status: 413,
    code: 'url-too-large',
    title: 'Too large',
    detail: `The text at this address is larger than ${Math.round(maximumBytes / 1024 / 1024)} MB.`,
  });
}
