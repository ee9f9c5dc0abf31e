import { GenloomError } from '@/graph';
import { decodeText } from '../../../common/read/decode';
import { htmlText, isHtml } from '../../../common/read/html';
import { unzip } from '../../../common/read/zip';
import { csvColumn } from './csv';
import { jsonlField } from './jsonl';

/** The largest file that is read. */
export const LARGEST_FILE = 200 * 1024 * 1024;

export interface ReadOptions {
  readonly column: string;
  readonly field: string;
  /** Cuts a plain text into documents. */
  readonly separate: (text: string) => string[];
  readonly warn: (text: string) => void;
  readonly breathe: () => Promise<void>;
}

/** @throws GenloomError `file.too-large` */
export function refuseHuge(name: string, size: number): void {
  if (size <= LARGEST_FILE) return;
  throw new GenloomError({
    code: 'file.too-large',
    title: `“${name}” has ${Math.ceil(size / 1024 / 1024).toLocaleString('en')} MB; at most ${LARGEST_FILE / 1024 / 1024} are read.`,
    detail: 'A model that fits into a browser learns no more from so much text.',
    fix: 'Use a part of it: 1 to 50 MB are plenty.',
  });
}

/** The documents of a file, read by the ending of its name. @throws GenloomError with what is wrong and where */
export async function readFile(name: string, bytes: Uint8Array, options: ReadOptions): Promise<string[]> {
  refuseHuge(name, bytes.length);
  if (endingOf(name) === 'zip') return readArchive(name, bytes, options);
  const text = decodeText(bytes, name, options.warn);
  await options.breathe();
  switch (endingOf(name)) {
    case 'csv':
      return csvColumn(text, options.column, name, options.warn);
    case 'jsonl':
    case 'ndjson':
      return jsonlField(text, options.field, name, options.breathe);
    default:
      return options.separate(isHtml(name, text) ? htmlText(text) : text);
  }
}

async function readArchive(name: string, bytes: Uint8Array, options: ReadOptions): Promise<string[]> {
  let left = 0;
  const isWanted = (entry: string) => {
    const base = entry.split('/').at(-1) ?? '';
    const wanted = READ.has(endingOf(base)) && !base.startsWith('.') && !entry.startsWith('__MACOSX/');
    if (!wanted && base !== '') left += 1;
    return wanted;
  };
  const entries = await unzip(bytes, isWanted, options.breathe);
  if (entries.length === 0)
    throw new GenloomError({
      code: 'zip.no-text',
      title: `“${name}” holds no text files.`,
      detail: `Read are .txt, .md, .csv and .jsonl; ${left} other files were left out.`,
      fix: 'Pack the text files themselves.',
    });
  if (left > 0) options.warn(`${left} files in “${name}” are no text and were left out.`);
  const documents: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.bytes.length === 0) continue;
    for (const document of await readFile(entry.name, entry.bytes, options)) documents.push(document);
  }
  return documents;
}

const READ = new Set(['txt', 'md', 'csv', 'jsonl', 'ndjson']);
const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
