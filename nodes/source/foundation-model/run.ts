import { GenloomError, type Run } from '@/graph';
import { countParameters } from '@/ml/network';
import { loadModel } from '../../common/foundation/load';
import { bytesSource } from '../../common/foundation/sources';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { unzip } from '../../common/read/zip';
import type { foundationModel } from './node';

/** Files that a model may come in, and the bytes that they may have. */
const MOST = { entries: 200, bytes: 2 ** 30 } as const;

export const run: Run<typeof foundationModel> = async (_inputs, { files }, context) => {
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
  const model = await loadModel(
    entries.map((entry) => bytesSource(entry.name, entry.bytes)),
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

const WANTED = /(^|\/)[^/]+\.(json|safetensors)$/;
