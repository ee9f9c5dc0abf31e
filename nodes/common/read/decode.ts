import { GenloomError } from '@/graph';

/** What a file begins with, when it is surely not text. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a zip archive, or a Word or Excel file, which are zips inside', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a RIFF file (sound or video)', [0x52, 0x49, 0x46, 0x46]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['an old Office file', [0xd0, 0xcf, 0x11, 0xe0]],
];

/**
 * Bytes to text. UTF-16 by its byte order mark, UTF-8 if it is valid, otherwise windows-1252 (or UTF-8 with a few broken signs), with a warning.
 * Line ends become `\n`.
 * @throws GenloomError `text.empty`, `text.binary`
 */
export function decodeText(bytes: Uint8Array, name: string, warn: (text: string) => void): string {
  if (bytes.length === 0)
    throw new GenloomError({ code: 'text.empty', title: `“${name}” is empty.`, fix: 'Choose a file with text in it.' });
  const text = decode(bytes, name, warn).replace(/\r\n?/g, '\n');
  if (text.trim() === '')
    throw new GenloomError({
      code: 'text.empty',
      title: `“${name}” holds nothing but white space.`,
      fix: 'Choose a file with text in it.',
    });
  return text;
}

function decode(bytes: Uint8Array, name: string, warn: (text: string) => void): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  const known = SIGNATURES.find(([, signature]) => startsWith(bytes, signature));
  if (known) throw binary(name, `It begins like ${known[0]}.`);
  refuseControls(bytes, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return guess(bytes, name, warn);
  }
}

/** Not UTF-8 throughout: mostly UTF-8 with some broken signs, or one byte for each character. */
function guess(bytes: Uint8Array, name: string, warn: (text: string) => void): string {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let beyond = 0;
  for (const character of lenient) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u007f') beyond += 1;
  }
  if (beyond > 10 * broken) {
    warn(`“${name}” is UTF-8 with ${broken.toLocaleString('en')} broken characters; they are shown as \ufffd.`);
    return lenient;
  }
  warn(`“${name}” is not UTF-8; it was read as windows-1252. If accents look wrong, save the file as UTF-8.`);
  return windows1252(bytes);
}

/** Node 20 decodes windows-1252 as Latin-1, so its 27 own signs are put in here; browsers have done so already, and nothing is left to put. */
function windows1252(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252')
    .decode(bytes)
    .replace(/[\u0080-\u009f]/g, (sign) => OWN_SIGNS[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** The signs of bytes 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252); five bytes have none and stay controls. */
const OWN_SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text has no zero bytes and hardly any control characters. */
function refuseControls(bytes: Uint8Array, name: string): void {
  let zeros = 0;
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) zeros += 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls += 1;
  }
  const share = (count: number) => `${((100 * count) / bytes.length).toFixed(count === bytes.length ? 0 : 1)} %`;
  if (zeros > bytes.length / 1_000) throw binary(name, `${share(zeros)} of its bytes are zero.`);
  if (controls > bytes.length / 50) throw binary(name, `${share(controls)} of its bytes are control characters.`);
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const binary = (name: string, detail: string) =>
  new GenloomError({
    code: 'text.binary',
    title: `“${name}” is not a text file.`,
    detail,
    fix: 'Choose a .txt, .md, .csv or .jsonl file, or a .zip of these; from a document, export plain text in UTF-8.',
  });
