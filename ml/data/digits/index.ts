import type { Arrays } from '../../arrays';
import { createRandom, type Random } from '../../random';
import { createBreath } from '../../training/breath';
import { DataError } from '../error';
import { type HandOptions, writeDigit } from './hand';
import { drawInk } from './ink';

export interface DigitOptions extends Partial<HandOptions> {
  readonly count: number;
  readonly seed: number | string;
  /** Which digits are written, each as often as any other. */
  readonly digits?: readonly number[];
  /** Height and width of an image. */
  readonly size?: number;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/**
 * Handwritten digits made from nothing but a seed: `[28, 28, 1]`, white on black as MNIST's, 0…1, labelled by their digit. Image i is the same
 * however many are asked for, and no digit is more than one ahead of another.
 * @throws DataError `data.digits` for digits, counts or sizes that cannot be
 */
export async function drawDigits(options: DigitOptions): Promise<Arrays> {
  const { count, seed, digits = DIGITS, size = 28, variation = 1, penRadius = 1.25, slant = 0.12 } = options;
  refuse(count, size, digits);
  const random = createRandom(seed).split('digits');
  const data = new Float32Array(count * size * size);
  const labels = new Int32Array(count);
  const hand = { variation, penRadius, slant };
  let round: number[] = [];
  const breath = createBreath(options.breathe);
  for (let index = 0; index < count; index++) {
    if (index % 64 === 0) await breath();
    if (round.length === 0) round = shuffledRound(digits, random.split(`round ${index}`));
    const digit = round.pop() ?? 0;
    labels[index] = digit;
    const own = random.split(`image ${index}`);
    const lines = writeDigit(digit, hand, own, size, (19 / 28) * size);
    drawInk(data, index * size * size, size, lines, (size / 28) * (0.8 + 0.5 * own.next()), 1 - 0.1 * own.next() ** 4);
  }
  return { shape: [size, size, 1], count, data, labels, classes: DIGITS.map(String) };
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const shuffledRound = (digits: readonly number[], random: Random) => random.shuffle([...digits]);

function refuse(count: number, size: number, digits: readonly number[]): void {
  const wrong =
    !Number.isInteger(count) || count < 0 || count > 1_000_000
      ? `${count} images were asked for.`
      : !Number.isInteger(size) || size < 8 || size > 256
        ? `Images ${size} pixels high were asked for.`
        : digits.length === 0 || digits.some((digit) => !DIGITS.includes(digit))
          ? `The digits asked for are: ${digits.join(', ') || 'none'}.`
          : count * size * size > 500_000_000
            ? `${count} images of ${size} × ${size} pixels would fill ${Math.round((count * size * size) / 250_000)} MB.`
            : null;
  if (wrong)
    throw new DataError(
      'data.digits',
      'These digits cannot be written.',
      wrong,
      'Ask for up to a million images, 8 to 256 pixels high, of digits from 0 to 9.',
    );
}
