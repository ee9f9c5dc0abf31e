import { floatsOf, READ_TYPES, type ReadType } from './floats';
import { sizeOf, type WeightArray } from './network';
import { headerLength, PREFIX, parseSafetensorsHeader, SafetensorsError, type TensorPlace } from './safetensors-header';

export { SafetensorsError };

/** Named arrays, and the notes kept with them. */
export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, WeightArray>>;
  readonly metadata: Readonly<Record<string, string>>;
}

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
  const length = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(PREFIX + length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.fill(0x20, PREFIX, PREFIX + length);
  file.set(text, PREFIX);
  let place = PREFIX + length;
  for (const name of names) {
    const { data } = tensors[name] ?? { data: new Float32Array(0) };
    new Float32Array(file.buffer, place, data.length).set(data);
    place += 4 * data.length;
  }
  return file;
}

/**
 * Reads a safetensors file; F16 and BF16 become float32, exactly. F32 that lies aligned, as it does in what {@link writeSafetensors} made, is not copied:
 * its arrays are views of the file's memory. @throws SafetensorsError for anything that does not hold together
 */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const start = PREFIX + headerLength(file.subarray(0, PREFIX), file.length);
  const { tensors, metadata } = parseSafetensorsHeader(file.subarray(PREFIX, start), file.length);
  const arrays = [...tensors].map(([name, place]): [string, WeightArray] => [
    name,
    { shape: place.shape, data: floatsOf(file.subarray(place.begin, place.end), readableType(name, place)) },
  ]);
  // `fromEntries` defines properties, so a tensor named `__proto__` is a tensor and nothing else.
  return { tensors: Object.fromEntries(arrays), metadata };
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
