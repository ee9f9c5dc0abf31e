import { GenloomError, type RunContext } from '@/graph';
import { unzip } from '../read/zip';
import { type ByteSource, bytesSource } from './sources';

/** Files that a model may come in, and the bytes that they may have. */
const MOST = { entries: 200, bytes: 2 ** 30 } as const;

const WANTED = /(^|\/)[^/]+\.(json|safetensors)$/;

/** The files of a model that somebody gave to a node. @throws GenloomError `foundation.no-files`, `foundation.one-file` */
export async function givenSources(
  files: { readonly name: string; readonly sha256: string } | null,
  context: Pick<RunContext, 'asset' | 'breathe'>,
  needed = 'config.json, tokenizer.json and model.safetensors',
): Promise<readonly ByteSource[]> {
  if (!files)
    throw new GenloomError({
      code: 'foundation.no-files',
      title: 'No model has been chosen.',
      fix: 'Drop its folder, or its files together, on this node.',
    });
  if (!/\.zip$/i.test(files.name))
    throw new GenloomError({
      code: 'foundation.one-file',
      title: `“${files.name}” is one file of a model, and all are needed.`,
      fix: `Choose ${needed} together, or the folder that they lie in. A model from here is one file where it was saved as a file, and a .zip of all where it was saved for transformers.`,
    });
  const bytes = await context.asset(files.sha256);
  const entries = await unzip(bytes, (name) => WANTED.test(name), context.breathe, MOST);
  return entries.map((entry) => bytesSource(entry.name, entry.bytes));
}

/** How a node shows that a model's weights are read. */
export const readingHooks = (context: Pick<RunContext, 'breathe' | 'log' | 'progress'>) => ({
  breathe: context.breathe,
  log: context.log,
  progress: (done: number, total: number) => context.progress({ done, total, message: 'reading weights' }),
});
