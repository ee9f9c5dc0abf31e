import { sizeOf, type WeightArray } from './network';

/** Named arrays, and the notes kept with them. */
export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, WeightArray>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file that is not safetensors, is cut short, or holds what we do not read. Says what, and where it can be told, for which tensor. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
  constructor(
    message: string,
    readonly tensor?: string,
  ) {
    super(tensor === undefined ? message : `Tensor “${tensor.slice(0, 100)}”: ${message}`);
  }
}

/** The format's own bound on its header, in bytes. */
const LARGEST_HEADER = 100_000_000;
const BYTES = { F32: 4, F16: 2, BF16: 2 } as const;

/**
 * Writes arrays as a safetensors file (Hugging Face's format: header length in 8 bytes, JSON header, data; all little
 * endian), as F32, in order of their names, the header padded to 8 bytes so that the data is aligned.
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, WeightArray>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(tensors).sort();
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let end = 0;
  for (const name of names) {
    const { shape, data } = tensors[name] ?? { shape: [], data: new Float32Array(0) };
    if (name === '__metadata__') throw new SafetensorsError('the name is reserved.', name);
    if (data.length !== sizeOf(shape)) {
      throw new SafetensorsError(`${data.length} numbers do not make a shape of [${shape.join(', ')}].`, name);
    }
    header.push([name, { dtype: 'F32', shape, data_offsets: [end, end + 4 * data.length] }]);
    end += 4 * data.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength);
  file.set(text, 8);
  let place = 8 + headerLength;
  for (const name of names) {
    for (const value of tensors[name]?.data ?? []) {
      view.setFloat32(place, value, true);
      place += 4;
    }
  }
  return file;
}

/** Reads a safetensors file; F16 and BF16 become float32, exactly. @throws SafetensorsError for anything that does not hold together */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 8) throw new SafetensorsError('The file is too short to be safetensors.');
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > LARGEST_HEADER)
    throw new SafetensorsError('The file is not safetensors: its header has no sensible length.');
  if (8 + headerLength > file.length) throw new SafetensorsError('The file is cut short: its header is not all there.');
  const header = parseHeader(file.subarray(8, 8 + headerLength));
  const start = 8 + headerLength;
  const tensors: [string, WeightArray][] = [];
  const used: [number, number][] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, begin, end } = parseEntry(name, entry, file.length - start);
    used.push([begin, end]);
    tensors.push([name, { shape, data: readNumbers(view, start + begin, sizeOf(shape), dtype) }]);
  }
  refuseOverlaps(used, file.length - start);
  // `fromEntries` defines properties, so a tensor named `__proto__` is a tensor and nothing else.
  return { tensors: Object.fromEntries(tensors), metadata: parseMetadata(header.__metadata__) };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(header)) return header;
  } catch (error) {
    throw new SafetensorsError(`The header cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  throw new SafetensorsError('The header should be a JSON object.');
}

function parseEntry(name: string, entry: unknown, available: number) {
  if (!isRecord(entry)) throw new SafetensorsError('its entry should be an object.', name);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
    throw new SafetensorsError(
      `numbers of type ${JSON.stringify(dtype)} are not read here; F32, F16 and BF16 are.`,
      name,
    );
  }
  if (!isCounts(shape)) throw new SafetensorsError('its shape should be a list of whole numbers.', name);
  if (!isCounts(offsets) || offsets.length !== 2) throw new SafetensorsError('it has no place in the file.', name);
  const [begin = 0, end = 0] = offsets;
  if (begin > end || end > available)
    throw new SafetensorsError('its numbers lie outside of the file, which may be cut short.', name);
  if (end - begin !== sizeOf(shape) * BYTES[dtype]) {
    throw new SafetensorsError(`${end - begin} bytes do not make a shape of [${shape.join(', ')}].`, name);
  }
  return { dtype, shape, begin, end } as const;
}

function parseMetadata(metadata: unknown): Record<string, string> {
  if (metadata === undefined) return {};
  if (!isRecord(metadata)) throw new SafetensorsError('The metadata should be an object.');
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => {
      if (typeof value !== 'string') throw new SafetensorsError(`The metadata “${key.slice(0, 100)}” should be text.`);
      return [key, value];
    }),
  );
}

/** The format asks that tensors cover the data without holes or overlaps. */
function refuseOverlaps(used: [number, number][], available: number): void {
  let covered = 0;
  for (const [begin, end] of used.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin !== covered) throw new SafetensorsError('The tensors overlap, or leave holes between them.');
    covered = end;
  }
  if (covered !== available) throw new SafetensorsError('The file has data that belongs to no tensor.');
}

function readNumbers(view: DataView, start: number, count: number, dtype: keyof typeof BYTES): Float32Array {
  const numbers = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    if (dtype === 'F32') numbers[index] = view.getFloat32(start + 4 * index, true);
    else if (dtype === 'F16') numbers[index] = halfToNumber(view.getUint16(start + 2 * index, true));
    else numbers[index] = brainToNumber(view.getUint16(start + 2 * index, true));
  }
  return numbers;
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const brain = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a float32. */
function brainToNumber(bits: number): number {
  brain.setUint16(0, bits);
  return brain.getFloat32(0);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= 16 && value.every((count) => Number.isSafeInteger(count) && count >= 0);
