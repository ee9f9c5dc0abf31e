import { hashJson, type ItemMeasure, type MeasuredItems } from '@/graph';
import { excerpt } from '../common/documents';

/** Items whose measures are kept, and those whose texts are: what is compared is bounded, and so is what is stored. */
export const ITEMS_KEPT = 20_000;
export const ITEMS_TOLD = 1_000;

/** An item as an evaluator knows it. */
export interface Told {
  readonly asked: string;
  readonly given: string;
  readonly right: string;
}

/** What stands behind measures of questions and answers: a set is told from others by what was asked and what would be right. */
export function askedItems(title: string, told: readonly Told[], measures: readonly ItemMeasure[]): MeasuredItems {
  const some = <Item>(items: readonly Item[]) => items.slice(0, ITEMS_KEPT);
  return {
    title,
    set: hashJson(some(told).map(({ asked, right }) => [asked, right])),
    measures: measures.map(({ values, weights, ...rest }) => ({
      ...rest,
      values: some(values),
      ...(weights && { weights: some(weights) }),
    })),
    texts: told.slice(0, ITEMS_TOLD).map(({ asked, given, right }) => ({
      // Of a long prompt the end is what differs.
      asked: excerpt(asked.slice(-200), 200),
      given: excerpt(given, 200),
      right: excerpt(right, 200),
    })),
  };
}
