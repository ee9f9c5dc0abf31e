export {
  type ColumnEncoding,
  decodeTable,
  type EncodeOptions,
  encodeTable,
  fitEncoding,
  MOST_CATEGORIES,
  namesOfNumbers,
  type TableEncoding,
  widthOf,
} from './encode';
export { type InferOptions, inferTable, MISSING } from './infer';
export type { Scale, ScaleKind } from './scale';
export { type Cell, type Column, type ColumnKind, type ColumnReport, TABLE_LIMITS, type Table } from './table';
