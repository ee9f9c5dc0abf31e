import type { Arrays } from '../../arrays';
import { DataError } from '../error';
import { refuseHuge, refuseHugeNumbers } from './bounds';
import type { NamedBytes } from './idx';

/** The classes of CIFAR-10, in the order of their labels. */
export const CIFAR_10 = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

const SIDE = 32;
const PLANE = SIDE * SIDE;
const RECORD = 1 + 3 * PLANE;

/**
 * Colour images `[32, 32, 3]`, 0…1, with their labels, from one or more batches of CIFAR-10's binary version (Krizhevsky 2009): for each image
 * its label, then all its reds, greens and blues. @throws DataError `data.cifar.length`, `data.cifar.label`, `data.too-large`
 */
export function readCifar10(batches: readonly NamedBytes[]): Arrays {
  const counts = batches.map(({ name, bytes }) => {
    refuseHuge(name, bytes.length);
    if (bytes.length > 0 && bytes.length % RECORD === 0) return bytes.length / RECORD;
    throw new DataError(
      'data.cifar.length',
      `“${name}” is no batch of CIFAR-10.`,
      `Each image takes ${RECORD.toLocaleString('en')} bytes, and ${bytes.length.toLocaleString('en')} are not a multiple of that.`,
      'Choose a file such as data_batch_1.bin of the binary version.',
    );
  });
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count === 0)
    throw new DataError(
      'data.cifar.length',
      'No file has been chosen.',
      'A batch holds the images.',
      'Choose one or more.',
    );
  refuseHugeNumbers(
    batches
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 80),
    count * 3 * PLANE,
  );
  const data = new Float32Array(count * 3 * PLANE);
  const labels = new Int32Array(count);
  let image = 0;
  for (const { name, bytes } of batches)
    for (let start = 0; start < bytes.length; start += RECORD, image++) {
      const label = bytes[start] ?? 0;
      if (label >= CIFAR_10.length)
        throw new DataError(
          'data.cifar.label',
          `“${name}” is no batch of CIFAR-10.`,
          `Image ${start / RECORD + 1} has the label ${label}, and there are labels up to 9.`,
          'Choose a file such as data_batch_1.bin of the binary version.',
        );
      labels[image] = label;
      const to = image * 3 * PLANE;
      for (let pixel = 0; pixel < PLANE; pixel++)
        for (let channel = 0; channel < 3; channel++)
          data[to + 3 * pixel + channel] = (bytes[start + 1 + channel * PLANE + pixel] ?? 0) / 255;
    }
  return { shape: [SIDE, SIDE, 3], count, data, labels, classes: CIFAR_10 };
}
