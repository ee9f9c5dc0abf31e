import type { Random } from '../../../random';
import type { Pixels } from './pixels';

/** Adds normal noise of one deviation to every value. */
export function addGaussianNoise({ data }: Pixels, deviation: number, random: Random): void {
  for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) + deviation * random.normal();
}

/** Makes a share of the values black or white, each as likely: salt and pepper. */
export function addImpulseNoise({ data }: Pixels, share: number, random: Random): void {
  for (let at = 0; at < data.length; at++) if (random.next() < share) data[at] = random.next() < 0.5 ? 0 : 1;
}
