import { floatsOf, type NumberType, READ_TYPES, type ReadType } from './floats';
import { sizeOf, type WeightArray } from './network';
import { headerLength, PREFIX, parseSafetensorsHeader, SafetensorsError, type TensorPlace } from './safetensors-header';

export { SafetensorsError };

/** Named arrays, and the notes kept with them. */
export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, WeightArray>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** I8 and U8, where they were asked for: codes of quantised weights. */
  readonly codes: Readonly<Record<string, CodeArray>>;
}

/** Whole numbers of eight bits with their shape. */
export interface CodeArray {
  readonly shape: readonly number[];
  readonly data: Int8Array | Uint8Array;
}

/**
 * Writes arrays as a safetensors file (Hugging Face's format: header length in 8 bytes, JSON header, data; all little
 * endian): F32, and after it I8 and U8, in order of their names, the header padded to 8 bytes so that the data is aligned.
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, WeightArray | CodeArray>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const bytesOf = (name: string): number => tensors[name]?.data.BYTES_PER_ELEMENT ?? 4;
  const names = Object.keys(tensors)
    .sort()
    .sort((a, b) => bytesOf(b) - bytesOf(a));
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let end = 0;
  for (const name of names) {
    const { shape, data } = tensors[name] ?? { shape: [], data: new Float32Array(0) };
    if (name === '__metadata__') throw new SafetensorsError('the name is reserved.', name);
    if (data.length !== sizeOf(shape)) {
      throw new SafetensorsError(`${data.length} numbers do not make a shape of [${shape.join(', ')}].`, name);
    }
    header.push([name, { dtype: typeOf(data), shape, data_offsets: [end, end + data.byteLength] }]);
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const length = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(PREFIX + length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.fill(0x20, PREFIX, PREFIX + length);
  file.set(text, PREFIX);
  let place = PREFIX + length;
  for (const name of names) {
    const { data } = tensors[name] ?? { data: new Float32Array(0) };
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place);
    place += data.byteLength;
  }
  return file;
}

function typeOf(data: Float32Array | Int8Array | Uint8Array): NumberType {
  if (data instanceof Float32Array) return 'F32';
  return data instanceof Int8Array ? 'I8' : 'U8';
}

/**
 * Reads a safetensors file; F16 and BF16 become float32, exactly. F32 that lies aligned, as it does in what {@link writeSafetensors} made, is not copied:
 * its arrays are views of the file's memory. `withCodes` reads I8 and U8 too, as they are.
 * @throws SafetensorsError for anything that does not hold together
 */
export function readSafetensors(file: Uint8Array, withCodes?: 'withCodes'): SafetensorsFile {
  const start = PREFIX + headerLength(file.subarray(0, PREFIX), file.length);
  const { tensors, metadata } = parseSafetensorsHeader(file.subarray(PREFIX, start), file.length);
  const isCodes = ([, { type }]: readonly [string, TensorPlace]) => withCodes && (type === 'I8' || type === 'U8');
  const all = [...tensors];
  const codes = all.filter(isCodes).map(([name, { type, shape, begin, end }]): [string, CodeArray] => {
    const bytes = file.slice(begin, end);
    return [name, { shape, data: type === 'I8' ? new Int8Array(bytes.buffer) : bytes }];
  });
  const floats = all.filter((entry) => !isCodes(entry));
  const arrays = floats.map(([name, place]): [string, WeightArray] => [
    name,
    { shape: place.shape, data: floatsOf(file.subarray(place.begin, place.end), readableType(name, place)) },
  ]);
  // `fromEntries` defines properties, so a tensor named `__proto__` is a tensor and nothing else.
  return { tensors: Object.fromEntries(arrays), codes: Object.fromEntries(codes), metadata };
}

/** A tensor's type, where it is one that is read. @throws SafetensorsError otherwise */
export function readableType(name: string, { type }: TensorPlace): ReadType {
  const found = READ_TYPES.find((readable) => readable === type);
  if (!found)
    throw new SafetensorsError(
      `numbers of type ${JSON.stringify(type)} are not read here; F32, F16 and BF16 are.`,
      name,
    );
  return found;
}
