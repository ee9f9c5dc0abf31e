export {
  type ColumnEncoding,
  classesOf,
  decodeTable,
  type EncodeOptions,
  encodeTable,
  fitEncoding,
  MOST_CATEGORIES,
  namesOfNumbers,
  scalingOfRows,
  type TableEncoding,
  widthOf,
} from './encode';
export { type InferOptions, inferTable, MISSING } from './infer';
export type { Scale, ScaleKind } from './scale';
export { makeSeabirds } from './seabirds';
export {
  type Cell,
  type Column,
  type ColumnKind,
  type ColumnReport,
  cellsOf,
  columnAt,
  listed,
  TABLE_LIMITS,
  type Table,
  takeRows,
  withoutColumns,
} from './table';
