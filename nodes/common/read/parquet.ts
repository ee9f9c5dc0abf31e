import { GenloomError } from '@/graph';

/** Rows that are read, at most, and what they may unpack to. */
const MOST = { rows: 200_000, bytes: 512 * 1024 * 1024 } as const;

/** Whether bytes begin as a Parquet file does. */
export const isParquet = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x41 && bytes[2] === 0x52 && bytes[3] === 0x31;

/**
 * The rows of a Parquet file as plain objects, by hyparquet, which is loaded only here.
 * @throws GenloomError `parquet.too-large`, and `parquet.unreadable` where it is damaged or packed in a way that is not read
 */
export async function parquetRows(name: string, bytes: Uint8Array): Promise<unknown[]> {
  const { parquetMetadata, parquetReadObjects } = await import('hyparquet');
  const whole = bytes.slice().buffer;
  try {
    const metadata = parquetMetadata(whole);
    const unpacked = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
    if (Number(metadata.num_rows) > MOST.rows || !(unpacked <= MOST.bytes)) throw tooLarge(name);
    const file = { byteLength: whole.byteLength, slice: (start: number, end?: number) => whole.slice(start, end) };
    const rows = await parquetReadObjects({ file, metadata });
    return rows.map(plain);
  } catch (cause) {
    if (cause instanceof GenloomError) throw cause;
    throw new GenloomError(
      {
        code: 'parquet.unreadable',
        title: `“${name}” cannot be read as Parquet.`,
        detail: cause instanceof Error ? cause.message.slice(0, 200) : undefined,
        fix: 'Download it again. Files packed by Snappy or not at all are read.',
      },
      { cause },
    );
  }
}

/** Whole numbers of 64 bits as numbers: labels and indices are small. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

const tooLarge = (name: string) =>
  new GenloomError({
    code: 'parquet.too-large',
    title: `“${name}” holds more than is read.`,
    detail: `At most ${MOST.rows.toLocaleString('en')} rows and ${MOST.bytes / 1024 / 1024} MB are.`,
    fix: 'Use a part of it.',
  });
