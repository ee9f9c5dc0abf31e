import type { Arrays } from '../../arrays';
import { DataError } from '../error';
import { refuseHuge, refuseHugeNumbers } from './bounds';

/** What a file in MNIST's format says of itself: the length along each axis, and its bytes. */
export interface Idx {
  readonly lengths: readonly number[];
  readonly data: Uint8Array;
}

/**
 * An idx file of bytes (LeCun, Cortes, Burges): two zeros, 8 for bytes, the number of axes, each axis's length in four bytes with the greatest
 * first, then all values. @throws DataError `data.idx.magic`, `data.idx.type`, `data.idx.length`, `data.too-large`
 */
export function readIdx(name: string, bytes: Uint8Array): Idx {
  refuseHuge(name, bytes.length);
  const [first, second, type, axes = 0] = bytes;
  if (first !== 0 || second !== 0 || bytes.length < 4)
    throw broken(
      'data.idx.magic',
      name,
      'is not an idx file',
      `It does not begin with two zero bytes${packed(bytes)}.`,
    );
  if (type !== 8)
    throw broken(
      'data.idx.type',
      name,
      'holds no bytes',
      `Its values are of type ${type}; images and labels are of type 8.`,
    );
  if (axes < 1 || axes > 4)
    throw broken('data.idx.type', name, 'has an odd shape', `It says that it has ${axes} axes; 1 to 4 are read.`);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw broken('data.idx.length', name, 'is cut short', 'It ends before its values begin.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengths = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = lengths.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== size)
    throw broken(
      'data.idx.length',
      name,
      bytes.length - start < size ? 'is cut short' : 'has bytes left over',
      `It says that it holds ${lengths.map((length) => length.toLocaleString('en')).join(' × ')} values and has ${(bytes.length - start).toLocaleString('en')} bytes for them.`,
    );
  return { lengths, data: bytes.subarray(start) };
}

/**
 * Greyscale images `[height, width, 1]`, 0…1, with the labels of a second file where there is one. The classes are the numbers up to the
 * greatest label. @throws DataError of `readIdx`, `data.idx.axes`, `data.idx.count` when images and labels are not as many
 */
export function readIdxImages(images: NamedBytes, labels?: NamedBytes): Arrays {
  const { lengths, data } = readIdx(images.name, images.bytes);
  const [count = 0, height = 0, width = 0] = lengths;
  if (lengths.length !== 3)
    throw broken(
      'data.idx.axes',
      images.name,
      'holds no images',
      `Images have 3 axes, and this has ${lengths.length}.`,
    );
  if (count === 0 || height === 0 || width === 0)
    throw broken('data.idx.axes', images.name, 'holds no images', `Its shape is ${lengths.join(' × ')}.`);
  refuseHugeNumbers(images.name, data.length);
  const pixels = new Float32Array(data.length);
  for (let index = 0; index < data.length; index++) pixels[index] = (data[index] ?? 0) / 255;
  const arrays: Arrays = { shape: [height, width, 1], count, data: pixels };
  if (!labels) return arrays;
  const read = readIdx(labels.name, labels.bytes);
  if (read.lengths.length !== 1)
    throw broken(
      'data.idx.axes',
      labels.name,
      'holds no labels',
      `Labels have 1 axis, and this has ${read.lengths.length}.`,
    );
  if (read.data.length !== count)
    throw new DataError(
      'data.idx.count',
      'There are not as many labels as images.',
      `“${images.name}” has ${count.toLocaleString('en')} images, and “${labels.name}” has ${read.data.length.toLocaleString('en')} labels.`,
      'Choose two files that belong together.',
    );
  const greatest = read.data.reduce((most, label) => Math.max(most, label), 0);
  return {
    ...arrays,
    labels: Int32Array.from(read.data),
    classes: Array.from({ length: greatest + 1 }, (_, label) => String(label)),
  };
}

/** A file: what it is called, and what is in it, unpacked. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const packed = (bytes: Uint8Array) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? ', and is still packed by gzip' : '');

const broken = (code: `data.${string}`, name: string, what: string, detail: string) =>
  new DataError(code, `“${name}” ${what}.`, detail, 'Download it again, or choose another file.');
