import { GenloomError, type Model, type TokenizerValue, vocabularySizeOf, type Weight } from '@/graph';
import { type PublishedTensor, publishedTensors } from '@/ml/foundation/families';
import { publishedShape, takeApart } from '@/ml/foundation/layout';
import { sizeOf } from '@/ml/network';
import { parseTokenizerFile } from '@/ml/tokenizers/parse';
import { concreteNetwork } from '../network';
import { networkOf } from './architecture';
import { type Decoder, decoderOf } from './config';
import { malformed } from './refuse';
import { type ByteSource, modelFolder, textOf } from './sources';
import { jsonOf, type StoredTensor, storedTensors } from './tensors';

const LARGEST_CONFIG = 2 ** 20;
const LARGEST_TOKENIZER = 64 * 2 ** 20;

export interface LoadHooks {
  breathe(): Promise<void>;
  progress(done: number, total: number): void;
  log(level: 'info' | 'warning', text: string): void;
}

/**
 * A published decoder out of its files, as a model on our own blocks. Weights are read a stripe of a tensor after another: besides the model itself, little is
 * in memory.
 * @throws GenloomError `foundation.*` for what is missing, damaged or not supported; TokenizerError
 */
export async function loadModel(sources: readonly ByteSource[], hooks: LoadHooks): Promise<Model> {
  const folder = modelFolder(sources);
  const decoder = decoderOf(jsonOf('config.json', await textOf(need(folder, 'config.json'), LARGEST_CONFIG)));
  const tokenizer: TokenizerValue = parseTokenizerFile(await textOf(need(folder, 'tokenizer.json'), LARGEST_TOKENIZER));
  const vocabularySize = vocabularyOf(tokenizer, decoder, hooks);
  const network = { ...networkOf(decoder), vocabularySize };
  const wanted = publishedTensors(decoder.family, concreteNetwork(network));
  const weights = await readWeights(await storedTensors(folder), wanted, decoder, hooks);
  return { network, weights, tokenizer, blockLength: decoder.context, trainedSteps: 0, validationLoss: null };
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
function vocabularyOf(tokenizer: TokenizerValue, { vocabulary: rows }: Decoder, { log }: LoadHooks): number {
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

async function readWeights(
  stored: ReadonlyMap<string, StoredTensor>,
  wanted: readonly PublishedTensor[],
  decoder: Decoder,
  { breathe, progress, log }: LoadHooks,
): Promise<Record<string, Weight>> {
  const found = wanted.map((tensor) => ({ tensor, ...find(stored, tensor, decoder) }));
  const total = found.reduce((sum, { from }) => sum + from.bytes, 0);
  const entries: (readonly [string, Weight])[] = [];
  let done = 0;
  const isRead = async (bytes: number) => {
    done += bytes;
    progress(done, total);
    await breathe();
  };
  for (const { tensor, from } of found) {
    const [only] = tensor.parts;
    const size = sizeOf(from.shape);
    if (only && tensor.layout === 'same' && tensor.parts.length === 1) {
      entries.push([only.key, { shape: only.shape, data: await from.read(0, size) }]);
      await isRead(from.bytes);
      continue;
    }
    const { weights, put } = takeApart(tensor);
    entries.push(...weights);
    const columns = from.shape.at(-1) ?? 1;
    const rows = size / columns;
    const some = Math.max(1, Math.floor(STRIPE / columns));
    for (let first = 0; first < rows; first += some) {
      const end = Math.min(rows, first + some);
      put(first, await from.read(first * columns, end * columns));
      await isRead((from.bytes * (end - first)) / rows);
    }
  }
  const used = new Set(found.map(({ name }) => name));
  const unused = [...stored.keys()].filter((name) => !used.has(name) && !NO_WEIGHT.test(name));
  if (unused.length > 0)
    log('warning', `${unused.length} tensors of the files are not used: ${unused.slice(0, 5).join(', ')}.`);
  return Object.fromEntries(entries);
}

/** Numbers that are laid out anew at a time. */
const STRIPE = 2 ** 18;

/** Tables that old files keep beside their weights, and a head that is the embedding once more. */
const NO_WEIGHT = /(\.attn\.(masked_)?bias|\.rotary_emb\.inv_freq|^lm_head\.weight)$/;

/** A tensor by its name, or by that which a model without its head has for it. */
function find(stored: ReadonlyMap<string, StoredTensor>, tensor: PublishedTensor, { architecture }: Decoder) {
  const name = [tensor.name, tensor.name.replace(/^(transformer|model)\./, '')].find((one) => stored.has(one));
  const from = name === undefined ? undefined : stored.get(name);
  if (name === undefined || !from)
    throw malformed('model.safetensors', `It has no “${tensor.name}”, which ${architecture} needs.`);
  const shape = publishedShape(tensor);
  if (from.shape.join() !== shape.join())
    throw malformed(
      'model.safetensors',
      `“${name}” is [${from.shape.join(', ')}] and by config.json should be [${shape.join(', ')}].`,
    );
  return { name, from };
}
