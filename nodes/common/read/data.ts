import type { Arrays } from '@/ml/arrays';
import { LARGEST_DATA, type NamedBytes, readCifar10, readIdxImages, refuseHuge } from '@/ml/data/read';
import { type ColumnReport, type InferOptions, inferTable, type Table } from '@/ml/data/table';
import { csvRows } from './csv';
import { decodeText } from './decode';
import { gunzip } from './gunzip';

export interface ReadHelp {
  readonly warn: (text: string) => void;
  readonly breathe: () => Promise<void>;
}

/** Images in MNIST's idx format and their labels, each packed by gzip or not. @throws GenloomError, DataError with what is wrong and where */
export async function readIdxFiles(images: NamedBytes, labels: NamedBytes | null, help: ReadHelp): Promise<Arrays> {
  const unpacked = await unpack(images, help);
  return readIdxImages(unpacked, labels ? await unpack(labels, help) : undefined);
}

/** Batches of CIFAR-10's binary version, each packed by gzip or not. @throws GenloomError, DataError with what is wrong and where */
export async function readCifarFiles(batches: readonly NamedBytes[], help: ReadHelp): Promise<Arrays> {
  const unpacked: NamedBytes[] = [];
  for (const batch of batches) unpacked.push(await unpack(batch, help));
  return readCifar10(unpacked);
}

/** A table with headings, packed by gzip or not, and what was found in each column. @throws GenloomError, DataError with what is wrong and where */
export async function readTableFile(
  file: NamedBytes,
  options: InferOptions,
  help: ReadHelp,
): Promise<{ readonly table: Table; readonly report: readonly ColumnReport[] }> {
  const { name, bytes } = await unpack(file, help);
  const rows = csvRows(decodeText(bytes, name, help.warn), name, help.warn);
  await help.breathe();
  return inferTable(rows, options);
}

async function unpack({ name, bytes }: NamedBytes, { breathe }: ReadHelp): Promise<NamedBytes> {
  refuseHuge(name, bytes.length);
  return { name, bytes: await gunzip(name, bytes, LARGEST_DATA, breathe) };
}
