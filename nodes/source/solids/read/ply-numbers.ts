import { UnreadableMesh } from './check';

type Read = (view: DataView, at: number, little: boolean) => number;

/** How many bytes a number of each type takes, and what reads it; the second names are those of later writers. */
const TYPES: ReadonlyMap<string, readonly [bytes: number, read: Read]> = new Map(
  (
    [
      [['char', 'int8'], 1, (view, at) => view.getInt8(at)],
      [['uchar', 'uint8'], 1, (view, at) => view.getUint8(at)],
      [['short', 'int16'], 2, (view, at, little) => view.getInt16(at, little)],
      [['ushort', 'uint16'], 2, (view, at, little) => view.getUint16(at, little)],
      [['int', 'int32'], 4, (view, at, little) => view.getInt32(at, little)],
      [['uint', 'uint32'], 4, (view, at, little) => view.getUint32(at, little)],
      [['float', 'float32'], 4, (view, at, little) => view.getFloat32(at, little)],
      [['double', 'float64'], 8, (view, at, little) => view.getFloat64(at, little)],
    ] satisfies [names: string[], bytes: number, read: Read][]
  ).flatMap(([names, bytes, read]) => names.map((name) => [name, [bytes, read]] as const)),
);

/** What gives the numbers behind the header of a PLY file one after the other, each by its type. Both it and that @throws UnreadableMesh */
export function numbersOf(body: Uint8Array, format: string): (type: string) => number {
  if (format === 'ascii') return wordsOf(new TextDecoder('latin1').decode(body));
  if (!/^binary_(little|big)_endian$/.test(format)) throw new UnreadableMesh('its header names no known format');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const little = format === 'binary_little_endian';
  let at = 0;
  return (type) => {
    const [bytes, read] = TYPES.get(type) ?? unknownType(type);
    if (at + bytes > view.byteLength) throw cutShort();
    const value = read(view, at, little);
    at += bytes;
    return value;
  };
}

function wordsOf(text: string): (type: string) => number {
  const words = /\S+/g;
  return (type) => {
    if (!TYPES.has(type)) unknownType(type);
    const [word] = words.exec(text) ?? [];
    if (word === undefined) throw cutShort();
    const value = Number(word);
    // Of coordinates it is told later how many are no numbers.
    if (!Number.isInteger(value) && !/^(float|double)/.test(type))
      throw new UnreadableMesh(`it is damaged: “${word.slice(0, 20)}” stands where a whole number should`);
    return value;
  };
}

function unknownType(type: string): never {
  throw new UnreadableMesh(`its header names a type of numbers that there is not: “${type.slice(0, 20)}”`);
}

export const cutShort = () => new UnreadableMesh('it is cut short: it has less in it than its header tells');
