import { BYTES, type NumberType } from './floats';
import { sizeOf } from './network';

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

/** Where a tensor's numbers lie in the file, in bytes from its beginning. */
export interface TensorPlace {
  readonly type: NumberType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, TensorPlace>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The format's own bound on its header, in bytes. */
const LARGEST_HEADER = 100_000_000;
/** Bytes before the header, which say how long it is. */
export const PREFIX = 8;

/** The length of the header, from the first eight bytes of a file of `size` bytes. @throws SafetensorsError before anything of that length is made */
export function headerLength(first: Uint8Array, size: number): number {
  if (size < PREFIX || first.length < PREFIX) throw new SafetensorsError('The file is too short to be safetensors.');
  const length = Number(new DataView(first.buffer, first.byteOffset, PREFIX).getBigUint64(0, true));
  if (length > LARGEST_HEADER)
    throw new SafetensorsError('The file is not safetensors: its header has no sensible length.');
  if (PREFIX + length > size) throw new SafetensorsError('The file is cut short: its header is not all there.');
  return length;
}

/**
 * Reads a header (what stands between the first eight bytes and the data) of a file of `size` bytes.
 * @throws SafetensorsError for anything that does not hold together: places outside of the file, overlaps, holes, sizes that are not those of the shape
 */
export function parseSafetensorsHeader(bytes: Uint8Array, size: number): SafetensorsHeader {
  const header = parseJson(bytes);
  const start = PREFIX + bytes.length;
  const tensors = new Map<string, TensorPlace>();
  for (const [name, entry] of Object.entries(header))
    if (name !== '__metadata__') tensors.set(name, parseEntry(name, entry, start, size));
  refuseOverlaps([...tensors.values()], start, size);
  return { tensors, metadata: parseMetadata(header.__metadata__) };
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(header)) return header;
  } catch (error) {
    throw new SafetensorsError(`The header cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  throw new SafetensorsError('The header should be a JSON object.');
}

function parseEntry(name: string, entry: unknown, start: number, size: number): TensorPlace {
  if (!isRecord(entry)) throw new SafetensorsError('its entry should be an object.', name);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isType(dtype)) throw new SafetensorsError(`numbers of type ${JSON.stringify(dtype)} are not known.`, name);
  if (!isCounts(shape)) throw new SafetensorsError('its shape should be a list of whole numbers.', name);
  if (!isCounts(offsets) || offsets.length !== 2) throw new SafetensorsError('it has no place in the file.', name);
  const [begin = 0, end = 0] = offsets;
  if (begin > end || start + end > size)
    throw new SafetensorsError('its numbers lie outside of the file, which may be cut short.', name);
  if (end - begin !== sizeOf(shape) * BYTES[dtype])
    throw new SafetensorsError(`${end - begin} bytes do not make a shape of [${shape.join(', ')}].`, name);
  return { type: dtype, shape, begin: start + begin, end: start + end };
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
function refuseOverlaps(places: TensorPlace[], start: number, size: number): void {
  let covered = start;
  for (const { begin, end } of places.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) throw new SafetensorsError('The tensors overlap, or leave holes between them.');
    covered = end;
  }
  if (covered !== size) throw new SafetensorsError('The file has data that belongs to no tensor.');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isType = (value: unknown): value is NumberType => typeof value === 'string' && Object.hasOwn(BYTES, value);

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= 16 && value.every((count) => Number.isSafeInteger(count) && count >= 0);
