import { GenloomError } from '@/graph';

/** A file of a model, wherever it lies: its bytes are asked for a part at a time, so that it never has to be in memory whole. */
export interface ByteSource {
  /** With its folders: `SmolLM/config.json`. */
  readonly name: string;
  readonly size: number;
  /** The bytes from `begin` to (not including) `end`. They may be a view, which nobody may write to. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

/** Bytes that are in memory. */
export const bytesSource = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  size: bytes.length,
  read: async (begin, end) => bytes.subarray(begin, end),
});

/** The whole of a small file as text. @throws GenloomError `file.too-large`, `text.binary` */
export async function textOf(source: ByteSource, most: number): Promise<string> {
  if (source.size > most)
    throw new GenloomError({
      code: 'file.too-large',
      title: `“${source.name}” has ${Math.ceil(source.size / 2 ** 20)} MB; at most ${most / 2 ** 20} are read.`,
      fix: 'Give the files as their makers published them.',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new GenloomError(
      {
        code: 'text.binary',
        title: `“${source.name}” is not a text file.`,
        fix: 'Give the files as their makers published them.',
      },
      { cause },
    );
  }
}

/** The files of one model among those given: what lies beside the `config.json` that is in the fewest folders. */
export function modelFolder(sources: readonly ByteSource[]): ReadonlyMap<string, ByteSource> {
  const depth = (name: string) => name.split('/').length;
  const [config] = sources
    .filter(({ name }) => baseName(name) === 'config.json')
    .sort((a, b) => depth(a.name) - depth(b.name));
  if (!config)
    throw new GenloomError({
      code: 'foundation.missing-file',
      title: 'There is no config.json among these files.',
      detail: 'It says how the model is built.',
      fix: 'Give config.json, model.safetensors and tokenizer.json together, or the folder that they lie in.',
    });
  const folder = config.name.slice(0, -'config.json'.length);
  const own = sources.filter(({ name }) => name.startsWith(folder) && !name.slice(folder.length).includes('/'));
  return new Map(own.map((source) => [baseName(source.name), source]));
}

const baseName = (name: string): string => name.split('/').at(-1) ?? name;
