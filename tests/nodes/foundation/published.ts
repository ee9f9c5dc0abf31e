import { readdir, readFile } from 'node:fs/promises';
import { type ByteSource, bytesSource } from '@/nodes/common/foundation/sources';

/** The models that `tests/fixtures/foundation/make.py` made with the reference implementation. */
export const PUBLISHED = ['gpt2', 'llama3', 'llama-linear', 'llama-dynamic', 'llama-yarn', 'qwen2', 'qwen3'] as const;

/** The encoders that fill gaps, which `make-encoders.py` made. */
export const FILLERS = ['bert', 'distilbert', 'roberta'] as const;

const FOLDER = new URL('../../fixtures/foundation/', import.meta.url);

/** A model's files as its makers publish them. */
export async function publishedFiles(name: string): Promise<readonly ByteSource[]> {
  const names = (await readdir(new URL(`${name}/`, FOLDER))).filter((file) => file !== 'expected.json');
  return Promise.all(
    names.map(async (file) =>
      bytesSource(`${name}/${file}`, new Uint8Array(await readFile(new URL(`${name}/${file}`, FOLDER)))),
    ),
  );
}

/** Ids, and the logits that the reference makes of them, row after row. */
export async function expectedOf(name: string): Promise<{ readonly ids: number[][]; readonly logits: number[] }> {
  return JSON.parse(await readFile(new URL(`${name}/expected.json`, FOLDER), 'utf8'));
}

/** What the reference makes of ids or images, by the names that `make-encoders.py` gives it. */
export async function encoderExpectation<Expected>(name: string): Promise<Expected> {
  return JSON.parse(await readFile(new URL(`${name}/expected.json`, FOLDER), 'utf8'));
}

/** The same files with one of them changed. */
export const withFile = (
  files: readonly ByteSource[],
  name: string,
  content: string | Uint8Array | null,
): readonly ByteSource[] => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const folder = files[0]?.name.split('/')[0];
  const others = files.filter((file) => !file.name.endsWith(`/${name}`));
  return bytes ? [...others, bytesSource(`${folder}/${name}`, bytes)] : others;
};

/** What loading tells: kept. */
export function quietly() {
  const logs: string[] = [];
  return { logs, breathe: async () => {}, progress: () => {}, log: (_: string, text: string) => void logs.push(text) };
}
