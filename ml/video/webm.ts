/** What is packed in a video file: how it is coded, and its frames in the order in which they are decoded. */
export interface PackedVideo {
  /** As WebCodecs calls it: `vp09.00.10.08`. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** What a decoder is told before the first frame. */
  readonly description?: Uint8Array;
  readonly frames: readonly PackedFrame[];
  /** The file ends before it should; these frames are whole. */
  readonly cut?: true;
}

export interface PackedFrame {
  /** Seconds from the beginning. */
  readonly at: number;
  /** Whether it can be decoded without those before it. */
  readonly whole: boolean;
  readonly bytes: Uint8Array;
}

/** Elements of a WebM file by their numbers (RFC 9559, section 5.1). */
const ID = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  reference: 0xfb,
} as const;

/** Elements that hold others: their contents are gone through as if they stood side by side, so that none needs to know where it ends, as in live recordings. */
const HOLDERS: ReadonlySet<number> = new Set([
  ID.segment,
  ID.info,
  ID.tracks,
  ID.trackEntry,
  ID.video,
  ID.cluster,
  ID.blockGroup,
]);

/** The parts of WebM by which a codec is named, and what WebCodecs calls them. */
const CODECS: Readonly<Record<string, string>> = { V_VP8: 'vp8', V_VP9: 'vp09.00.10.08', V_AV1: 'av01.0.08M.08' };

interface Track {
  number: number;
  type: number;
  codec: string;
  width: number;
  height: number;
  description?: Uint8Array;
}

/**
 * The first video track of a WebM or Matroska file (RFC 8794, RFC 9559): its frames as they are packed, up to so many seconds. Null where there is none, or it is
 * packed in a way that browsers do not make (laced frames). What stands behind a cut is left out.
 */
export function readWebm(file: Uint8Array, seconds = Number.POSITIVE_INFINITY): PackedVideo | null {
  const tracks: Track[] = [];
  const frames: { at: number; whole: boolean; bytes: Uint8Array }[] = [];
  let [scale, clusterAt] = [1_000_000, 0];
  let cut = false;
  for (const { id, bytes } of elementsOf(file)) {
    const track = tracks.at(-1);
    const video = tracks.find(({ type }) => type === VIDEO);
    if (id === CUT) cut = true;
    else if (id === ID.timestampScale) scale = wholeNumber(bytes);
    else if (id === ID.trackEntry) tracks.push({ number: 0, type: 0, codec: '', width: 0, height: 0 });
    else if (track && id === ID.trackNumber) track.number = wholeNumber(bytes);
    else if (track && id === ID.trackType) track.type = wholeNumber(bytes);
    else if (track && id === ID.codecId) track.codec = new TextDecoder().decode(bytes).replace(/\0.*$/, '');
    else if (track && id === ID.codecPrivate) track.description = bytes;
    else if (track && id === ID.pixelWidth) track.width = wholeNumber(bytes);
    else if (track && id === ID.pixelHeight) track.height = wholeNumber(bytes);
    else if (id === ID.timestamp) clusterAt = wholeNumber(bytes);
    else if (id === ID.reference) {
      // It follows the block that it is about.
      const last = frames.pop();
      if (last) frames.push({ ...last, whole: false });
    } else if (video && (id === ID.simpleBlock || id === ID.block)) {
      const block = blockOf(bytes);
      if (!block || block.track !== video.number) continue;
      if (block.laced) return null;
      const at = ((clusterAt + block.at) * scale) / 1e9;
      if (at > seconds) break;
      frames.push({ at, whole: id === ID.block || block.whole, bytes: block.bytes });
    }
  }
  const video = tracks.find(({ type }) => type === VIDEO);
  const codec = video && CODECS[video.codec];
  if (!video || !codec || frames.length === 0) return null;
  const { width, height, description } = video;
  // VP8 and VP9 are told nothing before.
  return {
    ...{ codec, width, height, frames },
    ...(codec.startsWith('av01') && description && { description }),
    ...(cut && { cut: true as const }),
  };
}

const VIDEO = 1;

/** No element has this number: it stands for the place where a file is cut off. */
const CUT = 0;

/** What a holder says that does not know how long it is. */
const isOpen = ({ value, length }: { readonly value: number; readonly length: number }): boolean =>
  value >= 2 ** (7 * length) - 1;

function* elementsOf(file: Uint8Array): Generator<{ readonly id: number; readonly bytes: Uint8Array }> {
  let at = 0;
  while (at < file.length) {
    const id = variable(file, at, 4, true);
    const size = id && variable(file, at + id.length, 8, false);
    if (!id || !size) {
      yield { id: CUT, bytes: EMPTY };
      return;
    }
    const from = at + id.length + size.length;
    if (HOLDERS.has(id.value)) {
      if (!isOpen(size) && from + size.value > file.length) yield { id: CUT, bytes: EMPTY };
      yield { id: id.value, bytes: EMPTY };
      at = from;
    } else {
      // Cut off, or a leaf that does not say where it ends.
      if (!(from + size.value <= file.length)) {
        yield { id: CUT, bytes: EMPTY };
        return;
      }
      yield { id: id.value, bytes: file.subarray(from, from + size.value) };
      at = from + size.value;
    }
  }
}

const EMPTY = new Uint8Array();

/** A number of variable length, whose first bits say how long it is; of an id they belong to it. */
function variable(file: Uint8Array, at: number, longest: number, isId: boolean) {
  const first = file[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || length > longest || at + length > file.length) return null;
  let value = isId ? first : first & (0xff >> length);
  for (let byte = 1; byte < length; byte++) value = value * 256 + (file[at + byte] ?? 0);
  return { value, length };
}

const wholeNumber = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

function blockOf(bytes: Uint8Array) {
  const track = variable(bytes, 0, 8, false);
  if (!track || bytes.length < track.length + 3) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[track.length + 2] ?? 0;
  return {
    track: track.value,
    at: view.getInt16(track.length, false),
    whole: (flags & 0x80) !== 0,
    laced: (flags & 0x06) !== 0,
    bytes: bytes.subarray(track.length + 3),
  };
}

/** Frames of VP8 or VP9 as a WebM file, so many seconds long, of one cluster for each thirty seconds. */
export function writeWebm({ codec, width, height, frames }: PackedVideo, seconds: number): Uint8Array {
  const name = Object.entries(CODECS).find(([, known]) => known === codec)?.[0] ?? 'V_VP9';
  const clusters: Uint8Array[] = [];
  let blocks: Uint8Array[] = [];
  let begun = 0;
  const close = () => {
    if (blocks.length > 0) clusters.push(element(ID.cluster, number(ID.timestamp, begun), ...blocks));
    blocks = [];
  };
  for (const { at, whole, bytes } of frames) {
    const now = Math.round(1000 * at);
    if (blocks.length === 0 || now - begun > LONGEST) {
      close();
      begun = now;
    }
    const head = new Uint8Array([0x81, ((now - begun) >> 8) & 255, (now - begun) & 255, whole ? 0x80 : 0]);
    blocks.push(element(ID.simpleBlock, head, bytes));
  }
  close();
  const track = element(
    ID.trackEntry,
    number(ID.trackNumber, 1),
    number(ID.trackUid, 1),
    number(ID.trackType, VIDEO),
    element(ID.codecId, utf8.encode(name)),
    element(ID.video, number(ID.pixelWidth, width), number(ID.pixelHeight, height)),
  );
  return joined([
    element(
      ID.ebml,
      element(ID.docType, utf8.encode('webm')),
      number(ID.docTypeVersion, 2),
      number(ID.docTypeReadVersion, 2),
    ),
    element(
      ID.segment,
      element(
        ID.info,
        number(ID.timestampScale, 1_000_000),
        element(ID.muxingApp, utf8.encode('Genloom')),
        element(ID.writingApp, utf8.encode('Genloom')),
        element(ID.duration, float(1000 * seconds)),
      ),
      element(ID.tracks, track),
      ...clusters,
    ),
  ]);
}

/** Milliseconds of one cluster: times in it have 16 bits. */
const LONGEST = 30_000;

/** An element with its id, its size in eight bytes, and what it holds. */
function element(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const head = bytesOf(id);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(size) | (1n << 56n));
  return joined([head, length, ...parts]);
}

const utf8 = new TextEncoder();

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

const number = (id: number, value: number): Uint8Array => element(id, bytesOf(value));

/** The bytes of a whole number, the largest first, none of them in vain. */
function bytesOf(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
