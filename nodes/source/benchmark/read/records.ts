import { GenloomError, type z } from '@/graph';
import { decodeText } from '../../../common/read/decode';
import { jsonLines } from '../../../common/read/json-lines';
import { isParquet, parquetRows } from '../../../common/read/parquet';

/** A file as it was given, unpacked. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadHelp {
  readonly warn: (text: string) => void;
  readonly breathe: () => Promise<void>;
}

/** What a benchmark's file holds, one record a question, and where each stands. */
export interface PlacedRecord {
  /** `Line 3`. */
  readonly place: string;
  readonly value: unknown;
}

/** Questions of one file, at most. */
export const MOST_QUESTIONS = 200_000;

/** The records of JSON lines, of one JSON list, or of Parquet as the hub has it. @throws GenloomError with what is wrong and where */
export async function recordsOf({ name, bytes }: GivenFile, help: ReadHelp): Promise<PlacedRecord[]> {
  if (isParquet(bytes))
    return (await parquetRows(name, bytes)).map((value, index) => ({ place: `Row ${index + 1}`, value }));
  const text = decodeText(bytes, name, help.warn);
  const list = text.trimStart().startsWith('[') ? parseList(text, name) : null;
  if (list) return bounded(name, list).map((value, index) => ({ place: `Entry ${index + 1}`, value }));
  const records: PlacedRecord[] = [];
  for await (const { number, value } of jsonLines(text, name, help.breathe)) {
    records.push({ place: `Line ${number}`, value });
    bounded(name, records);
  }
  return records;
}

function parseList(text: string, name: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'benchmark.not-json',
        title: `“${name}” is not whole JSON.`,
        detail: cause instanceof Error ? cause.message : undefined,
        fix: 'Download it again.',
      },
      { cause },
    );
  }
  throw otherFormat(name, null, '', 'a list of questions');
}

/** @throws GenloomError `benchmark.too-many` */
export function bounded<Item>(name: string, items: Item[]): Item[] {
  if (items.length <= MOST_QUESTIONS) return items;
  throw new GenloomError({
    code: 'benchmark.too-many',
    title: `“${name}” holds more than ${MOST_QUESTIONS.toLocaleString('en')} questions.`,
    fix: 'Use a part of it.',
  });
}

/** A record as the benchmark's makers publish it. @throws GenloomError `benchmark.other-format` that says where it differs, and what was expected */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  { place, value }: PlacedRecord,
  file: string,
  expected: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw otherFormat(file, place, where, expected);
}

/** What to say of a file of another kind, or of another version. */
export const otherFormat = (file: string, place: string | null, field: string, expected: string) =>
  new GenloomError({
    code: 'benchmark.other-format',
    title: `“${file}” is not the file that this benchmark publishes.`,
    detail: [
      ...(place
        ? [field === '' ? `${place} is something else.` : `${place} has no “${field}” of the right kind.`]
        : []),
      `Expected is ${expected}.`,
    ].join(' '),
    fix: 'Choose the benchmark that the file belongs to, or give the file as it is published.',
  });
