/**
 * What Genloom uses of Zod, by name. Importing `z` whole would bring the error messages of fifty languages into every page: 80 kB, gzipped.
 */
export type { core, infer, output } from 'zod';
export {
  array,
  boolean,
  custom,
  enum,
  globalRegistry,
  instanceof,
  json,
  literal,
  number,
  object,
  record,
  string,
  tuple,
  union,
  unknown,
  ZodBoolean,
  ZodDefault,
  ZodEnum,
  ZodNullable,
  ZodNumber,
  ZodObject,
  ZodOptional,
  ZodString,
  ZodType,
} from 'zod';
