interface Film {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Uint8Array[];
  /** Of the frames’ list, as a camera turns them: nine numbers of 16.16, 2.30 in the last column (ISO 14496-12, section 6.2.2). */
  readonly matrix?: readonly number[];
  /** The list stands before the frames, as in files for the web, or behind them, as cameras write it. */
  readonly listFirst: boolean;
}

/** An MP4 file as cameras write it, one list of all frames and no fragments: VP9, ten frames a second (ISO 14496-12). */
export function plainMp4({ width, height, frames, matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1], listFirst }: Film): Uint8Array {
  const turn = u32(...matrix.map((value, at) => value * 2 ** (at % 3 === 2 ? 30 : 16)));
  const media = box('mdat', ...frames);
  const duration = 100 * frames.length;
  const listAt = (offset: number) =>
    box(
      'moov',
      box('mvhd', u32(0, 0, 0, 1_000, duration, 0x10000, 0x1000000, 0, 0), turn, u32(0, 0, 0, 0, 0, 0, 2)),
      box(
        'trak',
        box('tkhd', u32(7, 0, 0, 1, 0, duration, 0, 0, 0, 0), turn, u32(width * 65_536, height * 65_536)),
        box(
          'mdia',
          box('mdhd', u32(0, 0, 0, 1_000, duration, 0x55c40000)),
          box('hdlr', u32(0, 0), text('vide'), u32(0, 0, 0), text('\0')),
          box(
            'minf',
            box('vmhd', u32(1, 0, 0)),
            box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))),
            box(
              'stbl',
              box('stsd', u32(0, 1), entry(width, height)),
              box('stts', u32(0, 1, frames.length, 100)),
              box('stsc', u32(0, 1, 1, frames.length, 1)),
              box('stsz', u32(0, 0, frames.length, ...frames.map(({ length }) => length))),
              box('stco', u32(0, 1, offset)),
            ),
          ),
        ),
      ),
    );
  const type = box('ftyp', text('isom'), u32(0), text('isom'));
  const offset = type.length + (listFirst ? listAt(0).length : 0) + 8;
  return joined(listFirst ? [type, listAt(offset), media] : [type, media, listAt(offset)]);
}

/** How its frames are coded: VP9, as `vp09.00.10.08` says it. */
const entry = (width: number, height: number): Uint8Array =>
  box(
    'vp09',
    u32(0, 1, 0, 0, 0, 0, width * 65_536 + height, 0x480000, 0x480000, 0, 0x10000),
    new Uint8Array(30),
    Uint8Array.of(0, 0x18, 0xff, 0xff),
    box('vpcC', u32(0x01000000), Uint8Array.of(0, 10, 0x82, 2, 2, 2, 0, 0)),
  );

function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const inside = joined(parts);
  return joined([u32(inside.length + 8), text(name), inside]);
}

function u32(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [at, value] of values.entries()) view.setUint32(4 * at, value >>> 0);
  return new Uint8Array(view.buffer);
}

const text = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
