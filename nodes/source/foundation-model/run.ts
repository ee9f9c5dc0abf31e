import { type FileRef, GenloomError, type HubRef, type Model, type Run, type RunContext } from '@/graph';
import { countParameters } from '@/ml/network';
import { givenSources, readingHooks } from '../../common/foundation/given';
import { loadModel } from '../../common/foundation/load';
import { ownModel } from '../../common/foundation/own';
import { type ByteSource, bytesSource } from '../../common/foundation/sources';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import type { foundationModel } from './node';

export const run: Run<typeof foundationModel> = async (_inputs, { origin, files, hub }, context) => {
  const model =
    (origin === 'files' && (await savedHere(files, context))) || (await published(origin, files, hub, context));
  const parameters = countParameters(concreteNetwork(model.network));
  const { objective, blockLength } = model;
  context.log(
    'info',
    `${parameters.toLocaleString('en')} parameters, ${model.network.operations.length} layers; it ${objective === 'masked' ? 'fills gaps in texts of' : 'looks back on'} ${blockLength.toLocaleString('en')} tokens.`,
  );
  return { model, tokenizer: model.tokenizer };
};

/** A model in the one file that “Save as file” makes of it; null where something else was given. */
async function savedHere(file: FileRef | null, { asset }: Pick<RunContext, 'asset'>): Promise<Model | null> {
  return file && /\.safetensors$/i.test(file.name) ? ownModel(file.name, await asset(file.sha256)) : null;
}

async function published(
  origin: 'files' | 'hub',
  files: FileRef | null,
  hub: HubRef | null,
  context: RunContext,
): Promise<Model> {
  const sources = origin === 'hub' ? await fetchedFiles(hub, context) : await givenSources(files, context);
  return loadModel(sources, readingHooks(context)).catch((thrown: unknown) => {
    throw friendly(thrown);
  });
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
