import { GenloomError, type Model, type TokenizerValue, vocabularySizeOf } from '@/graph';
import { publishedTensors } from '@/ml/foundation/families';
import { parseTokenizerFile } from '@/ml/tokenizers/parse';
import { aroundIdsOf } from '../codec';
import { maskOf } from '../gaps';
import { concreteNetwork } from '../network';
import { networkOf } from './architecture';
import { networkOfTextEncoder } from './encoder-architecture';
import { notSupported } from './refuse';
import { type ByteSource, modelFolder, textOf } from './sources';
import { jsonOf, storedTensors } from './tensors';
import { textModelOf } from './text-config';
import { type LoadHooks, readWeights } from './weights';

const LARGEST_CONFIG = 2 ** 20;
const LARGEST_TOKENIZER = 64 * 2 ** 20;

/**
 * A published decoder, or an encoder that fills gaps, out of its files, as a model on our own blocks.
 * @throws GenloomError `foundation.*` for what is missing, damaged or not supported; TokenizerError
 */
export async function loadModel(sources: readonly ByteSource[], hooks: LoadHooks): Promise<Model> {
  const folder = modelFolder(sources);
  const config = await configOf(folder);
  const { kind, described: known } = textModelOf(config);
  const { tokenizer, ...ends } = await tokenizerOf(folder);
  const vocabularySize = vocabularyOf(tokenizer, known.vocabulary, hooks);
  const mask = kind === 'encoder' ? maskOf(tokenizer) : null;
  if (kind === 'encoder' && !mask)
    throw notSupported('a tokenizer without a mask', 'tokenizers that have [MASK] or <mask>');
  const described = kind === 'encoder' ? networkOfTextEncoder(known, ends.separator) : networkOf(known);
  const network = { ...described, vocabularySize };
  const wanted = publishedTensors(known.family, concreteNetwork(network));
  const weights = await readWeights(await storedTensors(folder), wanted, known.architecture, hooks);
  const masked = mask && ({ objective: 'masked', maskId: mask.id } as const);
  return { network, weights, tokenizer, blockLength: known.context, trainedSteps: 0, validationLoss: null, ...masked };
}

/** What a model's `config.json` says. @throws GenloomError `foundation.missing-file`, `foundation.malformed` */
export async function configOf(folder: ReadonlyMap<string, ByteSource>): Promise<unknown> {
  return jsonOf('config.json', await textOf(need(folder, 'config.json'), LARGEST_CONFIG));
}

/** A model's tokenizer, and the id that it puts after every text, where it puts any. @throws GenloomError `foundation.missing-file`; TokenizerError */
export async function tokenizerOf(
  folder: ReadonlyMap<string, ByteSource>,
): Promise<{ readonly tokenizer: TokenizerValue; readonly separator: number | null }> {
  const tokenizer = parseTokenizerFile(await textOf(need(folder, 'tokenizer.json'), LARGEST_TOKENIZER));
  return { tokenizer, separator: aroundIdsOf(tokenizer.post_processor).end.at(-1) ?? null };
}

function need(folder: ReadonlyMap<string, ByteSource>, name: string): ByteSource {
  const source = folder.get(name);
  if (source) return source;
  const others = ['tokenizer.model', 'vocab.json', 'vocab.txt'].filter((other) => folder.has(other));
  throw new GenloomError({
    code: 'foundation.missing-file',
    title: `There is no ${name} among these files.`,
    ...(others.length > 0 && { detail: `${others.join(' and ')} is an older form of it, which is not read here.` }),
    fix: 'Give config.json, model.safetensors and tokenizer.json together, or the folder that they lie in.',
  });
}

/** Published tables often have more rows than there are tokens, so that their size is round; fewer would leave tokens without a vector. */
export function vocabularyOf(tokenizer: TokenizerValue, rows: number, { log }: Pick<LoadHooks, 'log'>): number {
  const tokens = vocabularySizeOf(tokenizer);
  if (tokens > rows)
    throw new GenloomError({
      code: 'foundation.other-tokenizer',
      title: `This tokenizer has ${tokens.toLocaleString('en')} tokens, and the model has vectors for ${rows.toLocaleString('en')}.`,
      detail: 'They do not belong together.',
      fix: 'Give the tokenizer.json that was published with this model.',
    });
  if (tokens < rows)
    log(
      'info',
      `The model has vectors for ${rows.toLocaleString('en')} tokens and its tokenizer has ${tokens.toLocaleString('en')}: the last ${(rows - tokens).toLocaleString('en')} stand for nothing.`,
    );
  return tokens;
}
