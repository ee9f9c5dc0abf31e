import type { Examples } from '@/graph';
import { constantNumbers, widthOf } from '../../common/examples';

/** Names that are told one by one; the rest is counted. */
const NAMED = 5;

/**
 * What to say of numbers that are the same in every example; null where there are none. Pixels at the edge of an image often are, and are not worth a word
 * unless all are.
 */
export function constantWarning(given: Examples): string | null {
  const constant = constantNumbers(given);
  if (constant.length === 0) return null;
  if (constant.length === widthOf(given)) return 'All examples are the same: there is nothing to learn but that one.';
  if (given.shape.length !== 1) return null;
  const named = constant.slice(0, NAMED).map((number) => `x${number + 1}`);
  const more = constant.length - named.length;
  const names = [...named, ...(more > 0 ? [`${more} more`] : [])];
  const listed = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
  return `${listed} ${constant.length === 1 ? 'is' : 'are'} the same in every example: there is nothing to learn in ${constant.length === 1 ? 'it' : 'them'}.`;
}
