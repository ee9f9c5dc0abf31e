/** What an image file says of itself before it is unpacked. */
export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP';
  readonly width: number;
  readonly height: number;
}

/** Reads the size of a PNG, JPEG or WebP image from its first bytes; null for anything else, whatever its name says. */
export function imageHeader(bytes: Uint8Array): ImageHeader | null {
  if (bytes.length < 30) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a)
    return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
  if (view.getUint16(0) === 0xffd8) return jpegHeader(view);
  if (view.getUint32(0) === RIFF && view.getUint32(8) === WEBP) return webpHeader(view);
  return null;
}

const RIFF = 0x52494646;
const WEBP = 0x57454250;

/** The first frame header (ITU-T T.81, B.2.2), past all segments that come before it. */
function jpegHeader(view: DataView): ImageHeader | null {
  for (let place = 2; place + 9 <= view.byteLength; ) {
    if (view.getUint8(place) !== 0xff) return null;
    const marker = view.getUint8(place + 1);
    if (marker === 0xff) place += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { format: 'JPEG', height: view.getUint16(place + 5), width: view.getUint16(place + 7) };
    else place += 2 + view.getUint16(place + 2);
  }
  return null;
}

/** The three kinds of first chunks (RFC 9649, section 2). */
function webpHeader(view: DataView): ImageHeader | null {
  const three = (place: number) => view.getUint16(place, true) + 65_536 * view.getUint8(place + 2);
  switch (String.fromCharCode(...[12, 13, 14, 15].map((place) => view.getUint8(place)))) {
    case 'VP8 ':
      return { format: 'WebP', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { format: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { format: 'WebP', width: three(24) + 1, height: three(27) + 1 };
    default:
      return null;
  }
}
