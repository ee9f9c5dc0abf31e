import type { Arrays } from '../../arrays';
import { type Column, fitEncoding, type Table, type TableEncoding } from '../../data/table';
import { nearestNeighbours } from '../neighbours';

/**
 * How rows of several tables become comparable: numbers in deviations of the first table, categories of all of them a place each (two that differ are √2
 * apart), missing values at the mean, with a mark.
 */
export function comparableEncoding([first, ...others]: readonly [Table, ...Table[]]): TableEncoding {
  const columns = first.columns.map((column): Column => {
    if (column.kind !== 'category') return column;
    const words = new Set(column.categories);
    for (const { columns: theirs } of others)
      for (const word of theirs.find(({ name }) => name === column.name)?.categories ?? []) words.add(word);
    return { ...column, categories: [...words] };
  });
  return fitEncoding({ columns, rows: first.rows }, { markMissing: true });
}

/** How far the closest of the training rows is from each of some rows: the distance to the closest record. */
export const closestRecords = (rows: Arrays, training: Arrays): Float64Array =>
  nearestNeighbours(rows, training).distances;

/** The middle of some distances; of an even number the mean of the middle two. */
export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** So near that rows are the same but for 32 bits. */
const SAME = 1e-5;

/** The share of rows that equal one of the training rows, cell by cell. */
export const copiedShare = (distances: Float64Array): number =>
  distances.filter((distance) => distance < SAME).length / distances.length;
