import { GenloomError } from '@/graph';
import { MOST_NUMBERS } from '@/ml/data/read';
import { sizeOf } from '@/ml/network';

/** Bytes as people read them: `13 GB`, `0.4 GB`. */
export const inGigabytes = (bytes: number): string => {
  const gigabytes = bytes / 1e9;
  return `${gigabytes >= 10 ? Math.round(gigabytes).toLocaleString('en') : Number(gigabytes.toPrecision(2))} GB`;
};

/** Refuses to make more examples than fit into memory. @throws GenloomError `generate.too-many` with the memory that they would take */
export function refuseTooMany(count: number, shape: readonly number[]): void {
  const size = sizeOf(shape);
  if (count * size <= MOST_NUMBERS) return;
  const most = Math.floor(MOST_NUMBERS / size);
  throw new GenloomError({
    code: 'generate.too-many',
    title: `${count.toLocaleString('en')} examples of ${size.toLocaleString('en')} numbers each would take ${inGigabytes(4 * count * size)} of memory.`,
    detail: `At most ${most.toLocaleString('en')} fit.`,
    fix: `Ask for at most ${most.toLocaleString('en')}.`,
  });
}
