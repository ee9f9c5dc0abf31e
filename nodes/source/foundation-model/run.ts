import { type FileRef, GenloomError, type HubRef, type Run, type RunContext } from '@/graph';
import { countParameters } from '@/ml/network';
import { loadModel } from '../../common/foundation/load';
import { type ByteSource, bytesSource } from '../../common/foundation/sources';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { unzip } from '../../common/read/zip';
import type { foundationModel } from './node';

/** Files that a model may come in, and the bytes that they may have. */
const MOST = { entries: 200, bytes: 2 ** 30 } as const;

export const run: Run<typeof foundationModel> = async (_inputs, { origin, files, hub }, context) => {
  const model = await loadModel(
    origin === 'hub' ? await fetchedFiles(hub, context) : await givenFiles(files, context),
    {
      breathe: context.breathe,
      log: context.log,
      progress: (done, total) => context.progress({ done, total, message: 'reading weights' }),
    },
  ).catch((thrown: unknown) => {
    throw friendly(thrown);
  });
  const parameters = countParameters(concreteNetwork(model.network));
  context.log(
    'info',
    `${parameters.toLocaleString('en')} parameters, ${model.network.operations.length} layers; it looks back on ${model.blockLength.toLocaleString('en')} tokens.`,
  );
  return { model, tokenizer: model.tokenizer };
};

/** The files of an upload, which is one zip. */
async function givenFiles(files: FileRef | null, context: RunContext): Promise<readonly ByteSource[]> {
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
      fix: 'Choose config.json, tokenizer.json and model.safetensors together, or the folder that they lie in.',
    });
  const bytes = await context.asset(files.sha256);
  const entries = await unzip(bytes, (name) => WANTED.test(name), context.breathe, MOST);
  return entries.map((entry) => bytesSource(entry.name, entry.bytes));
}

/** The files that were fetched from a repository, each kept by its own hash. */
async function fetchedFiles(hub: HubRef | null, context: RunContext): Promise<readonly ByteSource[]> {
  if (!hub || hub.files.length === 0)
    throw new GenloomError({
      code: 'foundation.not-fetched',
      title: hub ? `“${hub.repository}” has not been fetched to its end.` : 'No model has been fetched.',
      fix: 'Press “Fetch” in the inspector, and wait until all of it is there.',
    });
  const sources: ByteSource[] = [];
  for (const { name, sha256 } of hub.files) sources.push(bytesSource(name, await asset(sha256, hub, context)));
  return sources;
}

async function asset(sha256: string, { repository }: HubRef, context: RunContext): Promise<Uint8Array> {
  try {
    return await context.asset(sha256);
  } catch (cause) {
    if (!(cause instanceof GenloomError) || cause.code !== 'asset.missing') throw cause;
    throw new GenloomError(
      {
        code: 'foundation.not-fetched',
        title: `The files of “${repository}” are not on this device.`,
        detail:
          'A graph names its model by repository, commit and hashes; the files stay in the browser that fetched them.',
        fix: 'Press “Fetch” in the inspector: the same files are fetched again.',
      },
      { cause },
    );
  }
}

const WANTED = /(^|\/)[^/]+\.(json|safetensors)$/;
